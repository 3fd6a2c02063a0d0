namespace WebChatBridge.Server.Tests;

/// <summary>
/// Escape sequences, line breaks, bidi overrides and markup: whatever somebody's terminal may be shown - a line client, a tail, an
/// export, the terminal client, the server's own output - carries none of them raw, and loses none of what was said.
/// </summary>
[Trait("about", "security")]
public sealed class HostileTextOnTheWireTests(HostileTalk talk) : IClassFixture<HostileTalk>
{
    public static TheoryData<int> Texts => [.. Enumerable.Range(0, HostileTexts.All.Count)];

    public static TheoryData<string> Sinks => [.. HostileTalk.Readers, .. HostileTalk.Others];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Message_IsShownByEveryReader_AndHarmless(int text) => Assert.All(HostileTalk.Readers, by =>
    {
        var shown = talk.Shown(by, text);
        Assert.True(shown is not null, $"{by} does not show {text}.");
        HostileTexts.Harmless(by, shown);
    });

    [Theory]
    [MemberData(nameof(Sinks))]
    public void Everything_ATerminalIsShown_IsHarmless(string by)
    {
        Assert.NotEmpty(talk.Shown(by));
        HostileTexts.Harmless(by, talk.Shown(by));
    }

    // Whoever forges a line gets it indented: what begins at the first column was written by the relay.
    [Fact]
    public void Line_Forged_IsIndented()
    {
        var heard = talk.Shown("line client");

        Assert.Contains("  * Tom left lobby (0 here)\n", heard);
        Assert.DoesNotContain("\n* Tom left", heard);
        Assert.DoesNotContain("\nTom: pay me", heard);
    }

    [Fact]
    public void Oracle_SeesWhatItLooksFor() => Assert.All(
        new[] { "\e[2J", "\u009B", "\0", "\u007F", "\u202E", "\u2028", "a\rb" }, text => Assert.NotNull(Record.Exception(() => HostileTexts.Harmless("nothing", text))));
}
