using System.Diagnostics;
using System.Globalization;
using static WebChatBridge.Server.Tests.Drafts;

namespace WebChatBridge.Server.Tests;

/// <summary>
/// What was acknowledged is there after a kill -9. It proves that an acknowledgement comes after the commit; what a power cut
/// leaves is another matter, which no killed process shows.
/// </summary>
public sealed class SqliteKillTests : IDisposable
{
    private const string ChildFolder = "WCB_TEST_WRITER_FOLDER";
    private const int BatchSize = 20;

    private readonly TempFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    /// <summary>The test is its own child: with the variable set it writes until it is killed.</summary>
    [Fact]
    public async Task Kill_WhileWriting_LosesNothingAcknowledged()
    {
        if (Environment.GetEnvironmentVariable(ChildFolder) is { Length: > 0 } given)
        {
            await WriteUntilKilledAsync(given);
        }

        var acknowledged = 0L;
        for (var round = 0; round < 3; round++)
        {
            acknowledged = await WriteAndKillAsync(acknowledged);
            await using var log = Log(folder.Path);
            var snapshot = await log.OpenAsync(Token);

            var last = snapshot.Rooms["a"];
            Assert.True(last >= acknowledged, $"{acknowledged} were acknowledged, {last} are there");
            Assert.Equal(0, last % BatchSize);
            Assert.Equal(last, snapshot.LastSession);
            Assert.Equal(
                Enumerable.Range(1, BatchSize).Select(i => last - BatchSize + i),
                await log.ReadBackwardAsync("a", long.MaxValue, BatchSize, Token).Seqs());
        }
    }

    private static SqliteLog Log(string path) => new(new HistoryOptions { Path = Path.Combine(path, "history.db"), MinFreeDiskBytes = 0 }, TimeProvider.System);

    private static string Acknowledged(string path) => Path.Combine(path, "acknowledged");

    private static async Task WriteUntilKilledAsync(string path)
    {
        await using var log = Log(path);
        var number = (await log.OpenAsync(Token)).LastSession;
        using var acknowledged = new FileStream(Acknowledged(path), FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        while (true)
        {
            var stored = await log.Append([.. Enumerable.Range(0, BatchSize).Select(_ => Said("a", "x", session: ++number))]);
            acknowledged.Position = 0;
            await acknowledged.WriteAsync(BitConverter.GetBytes(stored[^1].Seq), Token);
        }
    }

    /// <summary>Lets the child write some hundred more, and kills it. Answers what it had acknowledged.</summary>
    private async Task<long> WriteAndKillAsync(long before)
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList = { "-method", $"*{nameof(Kill_WhileWriting_LosesNothingAcknowledged)}" },
            Environment = { [ChildFolder] = folder.Path },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        try
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (Read() < before + 500)
            {
                Assert.False(child.HasExited, string.Create(CultureInfo.InvariantCulture, $"the writer ended after {Read()}"));
                await timer.WaitForNextTickAsync(deadline.Token);
            }
        }
        finally
        {
            child.Kill();
            await child.WaitForExitAsync(Token);
        }

        return Read();
    }

    private long Read()
    {
        var bytes = new byte[sizeof(long)];
        if (!File.Exists(Acknowledged(folder.Path)))
        {
            return 0;
        }

        using var file = new FileStream(Acknowledged(folder.Path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length ? BitConverter.ToInt64(bytes) : 0;
    }
}
