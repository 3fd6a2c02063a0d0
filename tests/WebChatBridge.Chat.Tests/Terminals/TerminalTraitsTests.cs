using WebChatBridge.Client;

namespace WebChatBridge.Chat.Tests.Terminals;

public sealed class TerminalTraitsTests
{
    // --color, NO_COLOR, CLICOLOR_FORCE, TERM, COLORTERM, then what it comes to.
    [Theory]
    [InlineData("Auto", null, null, "xterm", null, "Ansi16", "AnsiScreen")]
    [InlineData("Auto", null, null, "xterm-256color", null, "Ansi256", "AnsiScreen")]
    [InlineData("Auto", null, null, "xterm", "truecolor", "TrueColor", "AnsiScreen")]
    [InlineData("Auto", "", null, "xterm", null, "Ansi16", "AnsiScreen")]
    [InlineData("Auto", "1", null, "xterm", null, "None", "TeletypeScreen")]
    [InlineData("Auto", "1", "1", "xterm", null, "None", "TeletypeScreen")]
    [InlineData("Always", "1", null, "xterm", null, "Ansi16", "AnsiScreen")]
    [InlineData("Never", null, "1", "xterm", null, "None", "AnsiScreen")]
    [InlineData("Auto", null, null, "dumb", null, "None", "PlainScreen")]
    [InlineData("Auto", null, null, null, null, "None", "PlainScreen")]
    [InlineData("Auto", null, "1", "dumb", null, "Ansi16", "PlainScreen")]
    [InlineData("Auto", null, "0", "dumb", null, "None", "PlainScreen")]
    public void Of_Precedence_IsKept(string color, string? noColor, string? force, string? term, string? colorTerm, string depth, string screen)
    {
        var environment = new Dictionary<string, string?>
        {
            ["NO_COLOR"] = noColor,
            ["CLICOLOR_FORCE"] = force,
            ["TERM"] = term,
            ["COLORTERM"] = colorTerm,
        };
        var options = new ChatOptions { Address = new RelayAddress("localhost", 1), Color = Enum.Parse<ColorChoice>(color) };

        var traits = TerminalTraits.Of(options, environment.GetValueOrDefault);

        Assert.Equal((depth, screen), (traits.Depth.ToString(), traits.NewScreen(80, 24).GetType().Name));
    }

    [Fact]
    public void Of_Plain_NeverRedraws()
    {
        var options = new ChatOptions { Address = new RelayAddress("localhost", 1), Plain = true };

        Assert.IsType<PlainScreen>(TerminalTraits.Of(options, _ => "xterm").NewScreen(80, 24));
    }
}
