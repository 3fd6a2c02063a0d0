using System.Globalization;
using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>
/// Bytes on one line as they may be shown: text as it is, every control character by its name, what is no UTF-8 as its
/// numbers. Unlike in a conversation, line breaks and tabs are seen: here they are what it is about.
/// </summary>
public static class VisibleBytes
{
    // A header's padding would push what it is about out of sight.
    private const int LongPadding = 16;

    /// <summary>A stretch of plain text, or of marks with their names.</summary>
    /// <param name="Text">What is shown.</param>
    /// <param name="Name">What it is called; null for plain text.</param>
    /// <param name="Found">Whether the filter is about it.</param>
    public readonly record struct Part(string Text, string? Name, bool Found);

    /// <summary>Cuts bytes into parts.</summary>
    /// <param name="bytes">The bytes; hostile.</param>
    /// <param name="found">What the filter is about, in order and without overlaps.</param>
    public static IReadOnlyList<Part> Of(ReadOnlySpan<byte> bytes, IReadOnlyList<FilterSpan> found)
    {
        var parts = new List<Part>();
        var text = new StringBuilder();
        var (kind, marks, span) = ((Marked: false, Found: false), 0, 0);
        for (var at = 0; at < bytes.Length;)
        {
            while (span < found.Count && found[span].End <= at)
            {
                span++;
            }

            var spaces = Spaces(bytes[at..]);
            if (spaces >= LongPadding && !(span < found.Count && found[span].Start < at + spaces))
            {
                Flush(kind);
                parts.Add(new Part($"{spaces} spaces", $"{spaces} spaces", false));
                at += spaces;
                continue;
            }

            var valid = Rune.DecodeFromUtf8(bytes[at..], out var rune, out var length) == System.Buffers.OperationStatus.Done;
            var name = !valid ? Numbers(bytes.Slice(at, length)) : rune.IsBmp ? VisibleText.NameOf((char)rune.Value) : null;
            var now = (name is not null, span < found.Count && found[span].Start < at + length);
            if (now != kind)
            {
                Flush(kind);
            }

            kind = now;
            marks++;
            _ = name is null ? text.Append(rune.ToString()) : text.Append(text.Length == 0 ? "" : " ").Append(name);
            at += length;
        }

        Flush(kind);
        return parts;

        void Flush((bool Marked, bool Found) of)
        {
            if (text.Length > 0)
            {
                var shown = text.ToString();
                parts.Add(new Part(shown, !of.Marked ? null : marks > 8 ? $"{marks} bytes that are no text" : shown, of.Found));
                text.Clear();
            }

            marks = 0;
        }
    }

    private static int Spaces(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyExcept((byte)' ') is >= 0 and var end ? end : bytes.Length;

    private static string Numbers(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var value in bytes)
        {
            text.Append(text.Length == 0 ? "" : " ").Append(value.ToString("X2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
