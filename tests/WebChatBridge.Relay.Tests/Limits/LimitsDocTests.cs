using System.Text.RegularExpressions;

namespace WebChatBridge.Relay.Tests.Limits;

/// <summary>The table of limits in docs/promises.md has every one of them, and the tests it names are there.</summary>
public sealed partial class LimitsDocTests
{
    private static readonly List<string[]> Rows =
    [
        .. File.ReadAllText(FenceTests.FromRoot("docs/promises.md")).Split("\n## Limits\n")[1].Split("\n## ")[0].Split('\n')
            .Where(static line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(static line => line.Split('|', StringSplitOptions.TrimEntries)),
    ];

    [Fact]
    public void EveryLimit_HasARow() => Assert.All(
        typeof(LimitOptions).GetProperties(),
        static limit => Assert.Contains(Rows, row => row[1].Contains($"`{limit.Name}`", StringComparison.Ordinal)));

    [Fact]
    public void EveryRow_NamesTestsThatAreThere()
    {
        var tests = Directory.EnumerateFiles(FenceTests.FromRoot("tests"), "*Tests.cs", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).ToHashSet();

        Assert.All(Rows, row =>
        {
            var named = TestName().Matches(row[3]).Select(static match => match.Groups[1].Value).ToList();
            Assert.NotEmpty(named);
            Assert.All(named, name => Assert.Contains(name, tests));
        });
    }

    [GeneratedRegex("`([A-Za-z]+Tests)`")]
    private static partial Regex TestName();
}
