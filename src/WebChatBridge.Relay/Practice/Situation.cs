using System.Globalization;
using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// A situation that real networks bring, played to a client. Pure. The text says what happens and ends with the word to type; after
/// each cut there is more than a header's worth of text before that word, so that an error message about the wrong piece does not
/// give it away.
/// </summary>
internal sealed record Situation(string Code, CheckUpEnding Ending)
{
    private const int LargeBytes = 200_000;

    private static readonly IReadOnlyList<Situation> All =
    [
        new("split-header", CheckUpEnding.Answer),
        new("split-body", CheckUpEnding.Answer),
        new("two-in-one", CheckUpEnding.Answer),
        new("large", CheckUpEnding.Answer),
        new("cut-character", CheckUpEnding.Answer),
        new("no-goodbye", CheckUpEnding.Close),
        new("half-close", CheckUpEnding.AnswerThenClose),
    ];

    private static readonly string[] OfFrames = ["split-header", "split-body", "two-in-one"];

    /// <summary>All of them, each with why it cannot be played to a client of this dialect; null where it can.</summary>
    /// <param name="dialect">The client's.</param>
    /// <param name="maxBytes">What may wait for it at once.</param>
    public static IReadOnlyList<(Situation Situation, string? Skipped)> For(IDialect dialect, int maxBytes) =>
    [
        .. All.Select(situation => (situation, situation.Code switch
        {
            "large" when maxBytes < LargeBytes * 5 / 4 => $"only {maxBytes:N0} B may wait for a session (Relay:Limits:OutboxBytes)",
            var code when dialect is RawDialect && OfFrames.Contains(code) => $"{dialect.Name} has no frames that could be cut or joined",
            _ => null,
        })),
    ];

    /// <summary>What is done, for people.</summary>
    public string Title(IDialect dialect) => Code switch
    {
        "split-header" when dialect is HeaderDialect => "The header arrives in two pieces",
        "split-header" => "A message arrives in two pieces",
        "split-body" when dialect is HeaderDialect => "The body arrives in two pieces",
        "split-body" => $"The {EndOf(dialect)} arrives later than the text",
        "two-in-one" => "Two messages arrive in one piece",
        "large" => "A message of 200 KB arrives",
        "cut-character" => "A character is cut in two",
        "no-goodbye" => "The partner leaves without a goodbye",
        _ => "The partner has finished sending, and still listens",
    };

    /// <summary>What is to be done to the socket.</summary>
    /// <param name="dialect">The client's.</param>
    /// <param name="from">Who speaks; null where the pipe is transparent.</param>
    /// <param name="count">Which of how many: <c>check 3 of 7</c>.</param>
    /// <param name="word">The word to type.</param>
    /// <param name="decoy">A word that is not the one to type.</param>
    public IReadOnlyList<CheckUpMove> Play(IDialect dialect, string? from, string count, string word, string decoy)
    {
        var text = Text(dialect, count, word);
        var frame = CheckUpFrame.Of(dialect, text, from);
        var bytes = frame.Bytes;
        switch (Code)
        {
            case "split-header":
                // Inside the digits: who takes a part of the header for all of it has a wrong number.
                return Cut(bytes, dialect is HeaderDialect ? frame.Head + 1 : Middle(frame, text));
            case "split-body":
                return Cut(bytes, dialect is HeaderDialect ? Middle(frame, text) : frame.Tail);
            case "cut-character":
                return Cut(bytes, bytes.AsSpan(frame.Body).IndexOf("é"u8) + frame.Body + 1);
            case "two-in-one":
                var first = CheckUpFrame.Of(dialect, $"{count}: two messages come in one piece. This is the first of them, and {decoy} is not the word to type.", from);
                return [new CheckUpMove.Write([.. first.Bytes, .. bytes])];
            case "no-goodbye":
                return [new CheckUpMove.Write(bytes), new CheckUpMove.Pause(), new CheckUpMove.Fin()];
            case "half-close":
                return [new CheckUpMove.Write(bytes), new CheckUpMove.Fin()];
            default:
                return [new CheckUpMove.Write(bytes)];
        }
    }

    /// <summary>What is said to the client.</summary>
    public string Text(IDialect dialect, string count, string word) => Code switch
    {
        "split-header" => $"{count}: {Subject(dialect)} came in two pieces, half a second apart. TCP may do that at any time, and a program has to wait for the rest of it. Type this word: {word}",
        "split-body" when dialect is HeaderDialect => $"{count}: the body of this message came in two pieces, half a second apart. A program has to read on until it has as many bytes as the header said. Type this word: {word}",
        "split-body" => $"{count}: this text came half a second before its {EndOf(dialect)}. A program has to wait for it before it takes the text for complete. Type this word: {word}",
        "two-in-one" => $"{count}: this is the second of two messages that came in one piece. A program has to find both in what one recv brings. Type this word: {word}",
        "large" => Large(count, word),
        "cut-character" => $"{count}: the next character was cut in two, and its two bytes came half a second apart: é. If you can read it as an e with an accent, and only then, type this word: {word}",
        "no-goodbye" => $"{count}: nothing to type. The other side leaves now without a goodbye, as it does when it crashes. Your program should notice, and end.",
        _ => $"{count}: the other side has finished sending, and still listens. Type this word, and then end your program: {word}",
    };

    private static string Subject(IDialect dialect) => dialect is HeaderDialect ? "the header of this message" : "this message";

    private static string EndOf(IDialect dialect) => dialect is NulDialect ? "NUL" : "line end";

    private static string Large(string count, string word)
    {
        var text = new StringBuilder(LargeBytes);
        text.Append(CultureInfo.InvariantCulture, $"{count}: this message has {LargeBytes:N0} bytes. A program has to read on until it has all of them.");
        var end = $" That was all of it. Type this word: {word}";
        for (var number = 1; text.Length < LargeBytes - end.Length; number++)
        {
            text.Append(CultureInfo.InvariantCulture, $" {number:00000}");
        }

        text.Length = LargeBytes - end.Length;
        return text.Append(end).ToString();
    }

    // Two fifths into the text: what follows is longer than a header, and so is what comes before.
    private static int Middle(CheckUpFrame frame, string text) => frame.Tail - Encoding.UTF8.GetByteCount(text.AsSpan(text.Length * 2 / 5));

    private static IReadOnlyList<CheckUpMove> Cut(byte[] bytes, int at) =>
        [new CheckUpMove.Write(bytes[..at]), new CheckUpMove.Pause(), new CheckUpMove.Write(bytes[at..])];
}
