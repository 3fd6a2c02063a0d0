namespace WebChatBridge.Chat.Tests.Talk;

public sealed class HistoryFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("wcb-history-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Append_NewFile_IsItsOwnersAlone()
    {
        var path = Path.Combine(folder, "wcb", "history");
        var file = new HistoryFile(path);

        file.Append("one");
        file.Append("zwei ü");

        Assert.Equal(["one", "zwei ü"], file.Load());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public void Load_TooLong_KeepsTheNewest()
    {
        var path = Path.Combine(folder, "history");
        File.WriteAllLines(path, Enumerable.Range(1, 2500).Select(number => $"line {number}"));

        Assert.Equal(InputHistory.MaxLines, new HistoryFile(path).Load().Count);

        Assert.Equal("line 1501", File.ReadLines(path).First());
    }

    [Fact]
    public void Anywhere_ThatCannotBe_IsNoReasonNotToTalk()
    {
        var file = new HistoryFile("/proc/nowhere/history");

        file.Append("one");

        Assert.Empty(file.Load());
        Assert.Empty(new HistoryFile(path: null).Load());
    }

    [Theory]
    [InlineData(null, "/home/tom", "/home/tom/.local/state/wcb/history")]
    [InlineData("/state", "/home/tom", "/state/wcb/history")]
    [InlineData(null, null, null)]
    public void DefaultPath_FollowsTheEnvironment(string? state, string? home, string? path)
    {
        var environment = new Dictionary<string, string?> { ["XDG_STATE_HOME"] = state, ["HOME"] = home };

        Assert.Equal(path, HistoryFile.DefaultPath(environment.GetValueOrDefault));
    }
}
