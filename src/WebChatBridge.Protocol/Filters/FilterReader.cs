using System.Text;

namespace WebChatBridge.Protocol;

/// <summary>Cuts a filter's text into terms. docs/filter.md.</summary>
internal ref struct FilterReader(string text)
{
    /// <summary>Switches off the term it stands before.</summary>
    public const string OffMark = "off:";

    private int at;

    /// <summary>The next term, as far as its spelling goes.</summary>
    /// <param name="Start">Where it begins, marks included.</param>
    /// <param name="End">Place just after it.</param>
    /// <param name="Off">Whether <c>off:</c> stands before it.</param>
    /// <param name="Excludes">Whether <c>-</c> stands before it.</param>
    /// <param name="Body">What remains, as written.</param>
    /// <param name="Phrase">What stands between the quotes or slashes; null for anything else.</param>
    /// <param name="Flags">What stands after the closing slash; null for what is no pattern.</param>
    /// <param name="Open">A quote that is not closed.</param>
    public readonly record struct Token(int Start, int End, bool Off, bool Excludes, string Body, string? Phrase, string? Flags, bool Open);

    /// <summary>Reads the next term; false at the end.</summary>
    public bool TryRead(out Token token)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        token = default;
        if (at >= text.Length)
        {
            return false;
        }

        var start = at;
        var off = false;
        while (Stands(OffMark) && at + OffMark.Length < text.Length && !char.IsWhiteSpace(text[at + OffMark.Length]))
        {
            off = true;
            at += OffMark.Length;
        }

        var excludes = text[at] == '-' && at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1]);
        at += excludes ? 1 : 0;
        var body = at;
        var open = false;
        string? phrase = null;
        string? flags = null;
        if (text[at] == '"')
        {
            phrase = ReadPhrase(inValue: false, out open);
        }
        else if (text[at] == '/' && PatternEnd() is > 0 and var close)
        {
            phrase = text[(at + 1)..close];
            at = WordEnd(close + 1);
            flags = text[(close + 1)..at];
        }
        else
        {
            open = SkipWord();
        }

        token = new Token(start, at, off, excludes, text[body..at], phrase, flags, open);
        return true;
    }

    /// <summary>The values after an operator, <c>|</c> between them; each may be in quotes.</summary>
    public static List<string> Values(string written)
    {
        var reader = new FilterReader(written);
        var values = new List<string>();
        while (true)
        {
            if (reader.at < written.Length && written[reader.at] == '"')
            {
                values.Add(reader.ReadPhrase(inValue: true, out _));
            }
            else
            {
                var end = written.IndexOf('|', reader.at);
                end = end < 0 ? written.Length : end;
                values.Add(written[reader.at..end]);
                reader.at = end;
            }

            if (reader.at >= written.Length)
            {
                return values;
            }

            reader.at++; // the bar
        }
    }

    private readonly bool Stands(string mark) => string.CompareOrdinal(text, at, mark, 0, mark.Length) == 0;

    private readonly int WordEnd(int from)
    {
        while (from < text.Length && !char.IsWhiteSpace(text[from]))
        {
            from++;
        }

        return from;
    }

    // A closing quote stands at the end of its term: "type":"post" is one phrase with quotes in it. Without one it goes on to the end.
    private string ReadPhrase(bool inValue, out bool open)
    {
        var phrase = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is '"' or '\\')
            {
                phrase.Append(text[++at]);
            }
            else if (text[at] == '"' && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]) || (inValue && text[at + 1] == '|')))
            {
                at++;
                open = false;
                return phrase.ToString();
            }
            else
            {
                phrase.Append(text[at]);
            }
        }

        open = true;
        return phrase.ToString();
    }

    // The closing slash stands before the end of the term, with at most one letter after it; /api/v1/users is a word. A slash
    // after a space is the beginning of the next pattern.
    private readonly int PatternEnd()
    {
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '/')
            {
                if (char.IsWhiteSpace(text[i - 1]))
                {
                    return -1;
                }

                var end = WordEnd(i + 1);
                if (i > at + 1 && (end == i + 1 || (end == i + 2 && text[i + 1] == 'i')))
                {
                    return i;
                }
            }
        }

        return -1;
    }

    // Up to the next space; a value in quotes may have some. True when its quote is not closed.
    private bool SkipWord()
    {
        var start = at;
        var operated = false;
        while (at < text.Length && !char.IsWhiteSpace(text[at]))
        {
            var before = text[at];
            operated |= before == ':' && FilterOperators.Knows(text.AsSpan(start, at - start));
            at++;
            if (operated && before is (':' or '|') && at < text.Length && text[at] == '"')
            {
                ReadPhrase(inValue: true, out var open);
                if (open)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
