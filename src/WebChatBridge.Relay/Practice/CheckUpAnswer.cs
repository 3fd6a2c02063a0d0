using System.Text;

namespace WebChatBridge.Relay;

/// <summary>What an answer to a check-up tells. Pure.</summary>
internal static class CheckUpAnswer
{
    // As much of the question as nobody types by himself.
    private const int Telltale = 16;

    /// <summary>
    /// Whether the client has shown the message: the word came back, typed by a person (perhaps with a name before it) or in all of the
    /// message sent back by an echo program. A part of the message proves the opposite, even if the word is in it.
    /// </summary>
    /// <param name="answer">What came.</param>
    /// <param name="question">What was said, ending with <paramref name="word"/>.</param>
    /// <param name="word">What was to be typed.</param>
    public static bool Proves(string answer, string question, string word)
    {
        if (answer.Contains(question, StringComparison.Ordinal))
        {
            return true;
        }

        var at = question.LastIndexOf(word, StringComparison.Ordinal);
        var before = question[Math.Max(0, at - Telltale)..at];
        return Plain(answer).Contains(Plain(word), StringComparison.Ordinal) && !answer.Contains(before + word, StringComparison.Ordinal);
    }

    /// <summary>An answer as a sentence may quote it.</summary>
    public static string Quote(string answer)
    {
        const int most = 40;
        var shown = new StringBuilder();
        foreach (var rune in answer.EnumerateRunes().Take(most))
        {
            shown.Append(Rune.IsControl(rune) ? "·" : rune.ToString());
        }

        return $"\"{shown}{(answer.EnumerateRunes().Skip(most).Any() ? "…" : "")}\"";
    }

    // "Amber Otter" is what amber-otter sounds like.
    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Where(Rune.IsLetterOrDigit))
        {
            plain.Append(Rune.ToLowerInvariant(rune));
        }

        return plain.ToString();
    }
}
