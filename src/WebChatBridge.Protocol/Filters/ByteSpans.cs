using System.Text;

namespace WebChatBridge.Protocol;

/// <summary>Where characters of a text lie in the UTF-8 it was read from.</summary>
internal static class ByteSpans
{
    /// <summary>What a search in the text finds, as places in the bytes. Every broken byte sequence is one U+FFFD, as in the text.</summary>
    public static IEnumerable<FilterSpan> OfText(ReadOnlyMemory<byte> bytes, Func<string, IEnumerable<FilterSpan>> search)
    {
        var text = Encoding.UTF8.GetString(bytes.Span);
        var found = search(text).ToList();
        if (found.Count == 0)
        {
            return [];
        }

        var places = Places(bytes.Span, text.Length);
        return found.Select(span => new FilterSpan(places[span.Start], places[span.End] - places[span.Start])).Where(static span => span.Length > 0);
    }

    // For each UTF-16 unit the place of its character's first byte, and the end.
    private static int[] Places(ReadOnlySpan<byte> bytes, int units)
    {
        var places = new int[units + 1];
        var (unit, at) = (0, 0);
        while (at < bytes.Length)
        {
            Rune.DecodeFromUtf8(bytes[at..], out var rune, out var length);
            for (var i = 0; i < rune.Utf16SequenceLength && unit < units; i++)
            {
                places[unit++] = at;
            }

            at += length;
        }

        places.AsSpan(unit).Fill(bytes.Length);
        return places;
    }
}
