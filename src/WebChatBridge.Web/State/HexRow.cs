using System.Text;

namespace WebChatBridge.Web.State;

/// <summary>A row of a hex dump.</summary>
/// <param name="Offset">The place of its first byte.</param>
/// <param name="Hex">Its bytes in hex, a space between two.</param>
/// <param name="Text">The same bytes as ASCII; what is not printable as a dot.</param>
public sealed record HexRow(long Offset, string Hex, string Text)
{
    /// <summary>Bytes in a row.</summary>
    public const int Width = 16;

    /// <summary>The rows of some bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="offset">The place of the first of them.</param>
    public static IReadOnlyList<HexRow> Of(ReadOnlySpan<byte> bytes, long offset = 0)
    {
        List<HexRow> rows = [];
        for (var start = 0; start < bytes.Length; start += Width)
        {
            var row = bytes.Slice(start, Math.Min(Width, bytes.Length - start));
            rows.Add(new HexRow(offset + start, Spell(row), Picture(row)));
        }

        return rows;
    }

    private static string Spell(ReadOnlySpan<byte> bytes)
    {
        var hex = new StringBuilder(bytes.Length * 3);
        foreach (var value in bytes)
        {
            hex.Append(hex.Length == 0 ? "" : " ").Append(value.ToString("x2"));
        }

        return hex.ToString();
    }

    private static string Picture(ReadOnlySpan<byte> bytes) => string.Create(bytes.Length, bytes, static (text, bytes) =>
    {
        for (var at = 0; at < bytes.Length; at++)
        {
            text[at] = bytes[at] switch
            {
                >= 0x20 and < 0x7f and var plain => (char)plain,
                _ => '·',
            };
        }
    });
}
