using WebChatBridge.Client;

namespace WebChatBridge.Chat.Tests.Commands;

public sealed class ChatCommandLineTests
{
    [Theory]
    [InlineData("", null, "localhost", 5052, RelayDialect.Json)]
    [InlineData("tom", "tom", "localhost", 5052, RelayDialect.Json)]
    [InlineData("jerry relay", "jerry", "relay", 5052, RelayDialect.Json)]
    [InlineData("tom relay:7000", "tom", "relay", 7000, RelayDialect.Json)]
    [InlineData("tom relay:5050", "tom", "relay", 5050, RelayDialect.Header64)]
    [InlineData("tom relay:5051", "tom", "relay", 5051, RelayDialect.Line)]
    [InlineData("tom relay:5051 --dialect json", "tom", "relay", 5051, RelayDialect.Json)]
    [InlineData("tom relay --dialect line", "tom", "relay", 5051, RelayDialect.Line)]
    [InlineData("tom --dialect=header64", "tom", "localhost", 5050, RelayDialect.Header64)]
    [InlineData("relay:7000", null, "relay", 7000, RelayDialect.Json)]
    [InlineData("localhost", null, "localhost", 5052, RelayDialect.Json)]
    [InlineData("192.168.1.20", null, "192.168.1.20", 5052, RelayDialect.Json)]
    [InlineData("[::1]:7000 --nick plc", "plc", "::1", 7000, RelayDialect.Json)]
    [InlineData("tom --nick plc", "plc", "localhost", 5052, RelayDialect.Json)]
    public void Parse_NameAndPlace_AreFound(string line, string? name, string host, int port, RelayDialect dialect)
    {
        var options = Run(line);

        Assert.Equal((name, new RelayAddress(host, port), dialect), (options.Name, options.Address, options.Dialect));
    }

    [Fact]
    public void Parse_EveryOption_IsRead()
    {
        var options = Run("tom --room plc-3 --eol crlf --json --plain --no-history --no-timestamps --color never --no-reconnect --linger 500ms");

        Assert.Equal(
            new ChatOptions
            {
                Address = new RelayAddress("localhost", 5052),
                Name = "tom",
                Room = "plc-3",
                CrLf = true,
                Json = true,
                Plain = true,
                NoHistory = true,
                Timestamps = false,
                Color = ColorChoice.Never,
                Reconnect = false,
                Linger = TimeSpan.FromMilliseconds(500),
            },
            options);
    }

    [Theory]
    [InlineData("--linger 2", 2000)]
    [InlineData("--linger 0.5s", 500)]
    [InlineData("--linger 1m", 60_000)]
    [InlineData("", 2000)]
    public void Parse_Linger_IsATime(string line, int milliseconds) => Assert.Equal(milliseconds, Run(line).Linger.TotalMilliseconds);

    [Fact]
    public void Parse_OnceStartsLikeAnything_IsText()
    {
        Assert.Equal("@file", Assert.IsType<ParsedCommandLine.Run>(new ChatCommandLine().Parse(["tom", "--once", "@file"], _ => null)).Options.Once);
        Assert.Equal("-x", Assert.IsType<ParsedCommandLine.Run>(new ChatCommandLine().Parse(["tom", "--once=-x"], _ => null)).Options.Once);
    }

    [Fact]
    public void Parse_Environment_IsTheLastResort()
    {
        var environment = new Dictionary<string, string?> { ["WCB_HOST"] = "relay:7000", ["WCB_NICK"] = "plc" };

        var bare = Assert.IsType<ParsedCommandLine.Run>(new ChatCommandLine().Parse([], environment.GetValueOrDefault)).Options;
        var said = Assert.IsType<ParsedCommandLine.Run>(new ChatCommandLine().Parse(["tom", "other"], environment.GetValueOrDefault)).Options;

        Assert.Equal(("plc", "relay:7000"), (bare.Name, bare.Address.ToString()));
        Assert.Equal(("tom", "other:5052"), (said.Name, said.Address.ToString()));
    }

    [Theory]
    [InlineData("--dialect smoke")]
    [InlineData("--eol cr")]
    [InlineData("--color blue")]
    [InlineData("--linger soon")]
    [InlineData("--linger -1s")]
    [InlineData("--nick")]
    [InlineData("--unknown")]
    [InlineData("tom relay:99999")]
    [InlineData("one two three")]
    public void Parse_Nonsense_SaysWhat(string line)
    {
        var wrong = Assert.IsType<ParsedCommandLine.Wrong>(Parse(line));

        Assert.NotEmpty(wrong.Message);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("tom -h")]
    [InlineData("tom relay --color blue --help")]
    public void Parse_Help_ComesFirst(string line) => Assert.IsType<ParsedCommandLine.Help>(Parse(line));

    [Fact]
    public void Help_Text_StartsWithExamplesAndFitsAScreen()
    {
        var lines = HelpText.Usage.Split('\n');

        Assert.StartsWith("Examples", lines[0], StringComparison.Ordinal);
        Assert.InRange(lines.Length, 10, 40);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
    }

    private static ParsedCommandLine Parse(string line) =>
        new ChatCommandLine().Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), _ => null);

    private static ChatOptions Run(string line) => Assert.IsType<ParsedCommandLine.Run>(Parse(line)).Options;
}
