using System.Globalization;

namespace WebChatBridge.Protocol;

/// <summary>Finds the word somebody meant.</summary>
internal static class Spelling
{
    private const int LongestWord = 24;

    /// <summary><c>; did you mean /join?</c> with the nearest word in <paramref name="form"/>, or nothing when none is near.</summary>
    public static string DidYouMean(string word, ReadOnlySpan<string> known, string form)
    {
        string? nearest = null;
        var least = int.MaxValue;
        foreach (var candidate in word.Length is 0 or > LongestWord ? [] : known)
        {
            var distance = Distance(word.ToLowerInvariant(), candidate);
            if (distance < least)
            {
                (nearest, least) = (candidate, distance);
            }
        }

        // One slip in a short word, two in a longer one: more than that is another word.
        return nearest is not null && least <= Math.Max(1, nearest.Length / 2)
            ? "; did you mean " + string.Format(CultureInfo.InvariantCulture, form, nearest) + "?"
            : "";
    }

    /// <summary>A word as an answer may repeat it: short.</summary>
    public static string Shorten(string word)
    {
        if (word.Length <= LongestWord)
        {
            return word;
        }

        var length = char.IsHighSurrogate(word[LongestWord - 1]) ? LongestWord - 1 : LongestWord;
        return string.Concat(word.AsSpan(0, length), "…");
    }

    // Edits to get from one word to the other; two letters swapped count as one.
    private static int Distance(string from, string to)
    {
        if (to.StartsWith(from, StringComparison.Ordinal))
        {
            return 1;
        }

        var rows = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }

                var same = from[i - 1] == to[j - 1];
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[from.Length, to.Length];
    }
}
