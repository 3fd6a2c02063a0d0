using System.Text.Unicode;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>The flags of a message: from its own bytes, and from the hints the relay found in the bytes it came in.</summary>
public static class HintFlags
{
    /// <summary>Most flags of one message.</summary>
    public const int Most = 3;

    /// <summary>The flags of a message, the gravest first; none for most.</summary>
    /// <param name="message">The message.</param>
    /// <param name="text">Its text.</param>
    /// <param name="hints">What the relay found; it forgets that with the bytes, the message's own flags stay.</param>
    public static IReadOnlyList<HintFlag> Of(ChatMessage message, string text, IReadOnlyList<Hint> hints)
    {
        var own = Own(message, text);
        if (own is null && hints.Count == 0)
        {
            return [];
        }

        var flags = hints
            .Where(hint => hint.Code != own?.Code)
            .OrderByDescending(hint => hint.Severity)
            .DistinctBy(hint => hint.Code)
            .Select(hint => new HintFlag(Word(hint), hint.Sentence, hint.Severity == HintSeverity.Note));
        var first = own is var (code, word, sentence)
            ? [new HintFlag(word, hints.FirstOrDefault(hint => hint.Code == code)?.Sentence ?? sentence, Quiet: false)]
            : Array.Empty<HintFlag>();
        return [.. first.Concat(flags).Take(Most)];
    }

    /// <summary>A hint in one or two words.</summary>
    public static string Word(Hint hint) => hint.Code switch
    {
        "H1" => hint.Severity == HintSeverity.Note ? "line ends differ" : "stray CR",
        "H2" => "no end",
        "H3" => hint.Severity == HintSeverity.Note ? "reads ≠ messages" : "glued together",
        "H4" => "split character",
        "H5" => "not UTF-8",
        "H6" => "length counts characters",
        "H7" => "bad header",
        "H8" => "telnet",
        "H9" => "not chat",
        "H10" => "not reading",
        "H11" => "reset",
        "H12" => "control characters",
        _ => hint.Code,
    };

    private static (string? Code, string Word, string Sentence)? Own(ChatMessage message, string text) =>
        !Utf8.IsValid(message.Payload.Span) ? ("H5", "not UTF-8", "Some bytes are not UTF-8.")
        : text.EndsWith('\r') ? ("H1", "stray CR", "The text ends with CR (0D), which stays in the message.")
        : message.Unterminated ? ("H2", "no newline at the end", "The end of the input made a message of it.")
        : text.Length == 0 ? (null, "empty message", "The message has no bytes.")
        : null;
}
