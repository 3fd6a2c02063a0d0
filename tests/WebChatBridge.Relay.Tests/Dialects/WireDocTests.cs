using System.Text;
using System.Text.RegularExpressions;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Dialects;

/// <summary>docs/wire.md says what the code does.</summary>
public sealed partial class WireDocTests
{
    private static readonly string Doc = File.ReadAllText(FenceTests.FromRoot("docs/wire.md"));

    [Fact]
    public void Requests_InTheDocument_AreRequests()
    {
        var requests = Request().Matches(Doc).Select(match => match.Groups[1].Value).ToList();

        Assert.True(requests.Count >= 10);
        Assert.All(requests, line =>
            Assert.False(JsonCodec.ReadRequest(Encoding.UTF8.GetBytes(line)) is ClientRequest.Invalid or ClientRequest.Malformed, line));
    }

    [Fact]
    public void Events_InTheDocument_AreSpelledSo()
    {
        var events = Event().Matches(Doc).Select(match => match.Groups[1].Value).ToList();

        Assert.True(events.Count >= 3);
        Assert.All(events, line =>
            Assert.Equal(line + "\n", Spell.Text(new JsonDialect(1000), JsonCodec.ReadEvent(Encoding.UTF8.GetBytes(line))!)));
    }

    [Fact]
    public void HexDump_InTheDocument_IsAFrame()
    {
        var bytes = HexLine().Matches(Doc).SelectMany(line => Convert.FromHexString(line.Groups[1].Value.Replace(" ", "", StringComparison.Ordinal)));

        Assert.Equal(Spell.Bytes(new HeaderDialect(64, 1000), Say.Plain("hello")), bytes);
    }

    [Fact]
    public void Commands_InTheHelp_AreInTheDocument()
    {
        var commands = Command().Matches(LineCommands.Help).Select(match => match.Value).ToList();

        Assert.Equal(7, commands.Count);
        Assert.All(commands, command => Assert.Contains($"`{command}", Doc, StringComparison.Ordinal));
    }

    [Fact]
    public void ErrorCodes_AreInTheDocument()
    {
        var codes = typeof(ErrorCode).GetFields().Select(field => (string)field.GetRawConstantValue()!);

        Assert.All(codes, code => Assert.Contains($"`{code}`", Doc, StringComparison.Ordinal));
    }

    [GeneratedRegex("(?:→ |`)(\\{\"type\":\"(?!bye\",\"reason)[^\\n`]*?\\})(?:`|\\n| {2,})")]
    private static partial Regex Request();

    [GeneratedRegex("← (\\{\"type\":[^\\n]*\\})\\n")]
    private static partial Regex Event();

    [GeneratedRegex(@"0{6}[0-9a-f]{2}  ((?:[0-9a-f]{2} +)+)\|")]
    private static partial Regex HexLine();

    [GeneratedRegex(@"^/[a-z]+", RegexOptions.Multiline)]
    private static partial Regex Command();
}
