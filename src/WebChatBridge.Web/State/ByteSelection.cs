using System.Globalization;

namespace WebChatBridge.Web.State;

/// <summary>Some bytes of a row, as the address says them: <c>7-13</c>, <c>7</c>; counted from the row's first byte, both ends belong to it.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last; not before <paramref name="First"/>.</param>
public sealed record ByteSelection(int First, int Last)
{
    /// <summary>How many.</summary>
    public int Length => Last - First + 1;

    /// <summary>Reads <c>b=</c> of an address; null for what is none.</summary>
    public static ByteSelection? Parse(string? text)
    {
        var dash = text?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        var (first, last) = dash < 0 ? (Number(text), Number(text)) : (Number(text.AsSpan(0, dash)), Number(text.AsSpan(dash + 1)));
        return first is { } from && last is { } to && from <= to ? new(from, to) : null;
    }

    /// <summary>From one end to the other, whichever comes first.</summary>
    public static ByteSelection Between(int one, int other) => new(Math.Min(one, other), Math.Max(one, other));

    /// <summary>What of it lies within so many bytes; null when nothing does.</summary>
    public ByteSelection? Within(int count) => First >= count ? null : this with { Last = Math.Min(Last, count - 1) };

    /// <summary>The bytes themselves.</summary>
    public ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> bytes) => Within(bytes.Length) is { } inside ? bytes.Slice(inside.First, inside.Length) : default;

    /// <inheritdoc/>
    public override string ToString() => First == Last
        ? First.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");

    private static int? Number(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < int.MaxValue ? number : null;
}
