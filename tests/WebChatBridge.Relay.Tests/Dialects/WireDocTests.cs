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

        Assert.Equal(9, commands.Count);
        Assert.All(commands, command => Assert.Contains($"`{command}", Doc, StringComparison.Ordinal));
    }

    [Fact]
    public void Family_InTheDocument_IsSpelledSo()
    {
        Assert.Contains("    ← " + Shown(new NulDialect(1000, skipEmpty: true)), Doc, StringComparison.Ordinal);
        Assert.Contains("    ← " + Shown(new RawDialect(1000, TimeSpan.FromSeconds(1))), Doc, StringComparison.Ordinal);
        Assert.Contains(
            "← " + Spell.Text(new HeaderDialect(10, 1000, style: HeaderOutput.NameFrames), Say.Named("Jerry", "hello")), Doc, StringComparison.Ordinal);

        static string Shown(IDialect dialect) => Spell.Text(dialect, Say.Named("Tom", "hi")).Replace("\0", "\\0", StringComparison.Ordinal) + "\n";
    }

    [Fact]
    public void Auto_InTheDocument_LooksForTheseWidths_AndFindsEachDialect()
    {
        Assert.Contains($"| {AutoDialect.MinHeaderWidth} to {AutoDialect.MaxHeaderWidth} bytes of digits and spaces", Doc, StringComparison.Ordinal);
        Assert.All(["header:N", "json", "line", "nul", "raw"], name => Assert.Matches($@"\n\|[^|\n]+\| `{name}`[ ,|]", Doc));
    }

    [Fact]
    public void Settings_OfTheFamily_AreInTheDocumentWithTheirDefaults()
    {
        Assert.Contains($"`{nameof(EndpointOptions.IdleGap)}` (endpoint setting, {new EndpointOptions().IdleGap.TotalMilliseconds:0} ms)", Doc, StringComparison.Ordinal);
        Assert.All(
            [nameof(EndpointOptions.FirstFrameIsName), nameof(EndpointOptions.NamePrompt), nameof(EndpointOptions.ReplyRaw)],
            setting => Assert.Contains($"- **`{setting}`**", Doc, StringComparison.Ordinal));
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
