namespace WebChatBridge.Chat;

/// <summary>What the terminal is to get: decided once, from options and environment. Pure.</summary>
/// <param name="Depth">How many colours.</param>
/// <param name="Escapes">Whether any escape sequence at all.</param>
/// <param name="Redraws">Whether the input line is drawn anew when something comes in.</param>
internal sealed record TerminalTraits(ColorDepth Depth, bool Escapes, bool Redraws)
{
    /// <summary>For a person's terminal. <c>--color</c> goes before NO_COLOR before CLICOLOR_FORCE before what TERM says.</summary>
    public static TerminalTraits Of(ChatOptions options, Func<string, string?> environment)
    {
        var term = environment("TERM");
        var isDumb = string.IsNullOrEmpty(term) || term == "dumb";
        var noColor = !string.IsNullOrEmpty(environment("NO_COLOR"));
        var forced = environment("CLICOLOR_FORCE") is { Length: > 0 } force && force != "0";
        var wantsColor = options.Color switch
        {
            ColorChoice.Always => true,
            ColorChoice.Never => false,
            _ => !noColor && (forced || !isDumb),
        };
        var saysNoColor = noColor && options.Color != ColorChoice.Always;
        return new TerminalTraits(
            wantsColor ? DepthOf(term ?? string.Empty, environment("COLORTERM")) : ColorDepth.None,
            Escapes: !isDumb && !saysNoColor,
            Redraws: !isDumb && !options.Plain);
    }

    public IScreen NewScreen(int columns, int rows) => this switch
    {
        { Redraws: false } => new PlainScreen(),
        { Escapes: false } => new TeletypeScreen(columns),
        _ => new AnsiScreen(columns, rows),
    };

    private static ColorDepth DepthOf(string term, string? colorTerm) => colorTerm switch
    {
        "truecolor" or "24bit" => ColorDepth.TrueColor,
        _ => term.Contains("256color", StringComparison.Ordinal) ? ColorDepth.Ansi256 : ColorDepth.Ansi16,
    };
}
