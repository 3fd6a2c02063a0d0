using System.Globalization;
using System.Runtime.InteropServices;

namespace WebChatBridge.Web.State;

/// <summary>Where a row of traffic stands among all: its number, and which of several with this number. <c>1042</c>, <c>1042.2</c>.</summary>
/// <param name="Seq">The number.</param>
/// <param name="Part">Which of several, from 0.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TrafficPlace(long Seq, int Part = 0) : IComparable<TrafficPlace>
{
    /// <summary>The place of a row.</summary>
    public static TrafficPlace Of(Protocol.TrafficRow row) => new(row.Seq, row.Part);

    /// <summary>Reads a place; null for what is none.</summary>
    public static TrafficPlace? Parse(string? text)
    {
        var parts = text?.Split('.') ?? [];
        return parts.Length is 1 or 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            && int.TryParse(parts.Length == 2 ? parts[1] : "0", NumberStyles.None, CultureInfo.InvariantCulture, out var part)
            ? new(seq, part) : null;
    }

    public static bool operator <(TrafficPlace one, TrafficPlace other) => one.CompareTo(other) < 0;

    public static bool operator >(TrafficPlace one, TrafficPlace other) => one.CompareTo(other) > 0;

    public static bool operator <=(TrafficPlace one, TrafficPlace other) => one.CompareTo(other) <= 0;

    public static bool operator >=(TrafficPlace one, TrafficPlace other) => one.CompareTo(other) >= 0;

    public int CompareTo(TrafficPlace other) => (Seq, Part).CompareTo((other.Seq, other.Part));

    public override string ToString() => Part == 0
        ? Seq.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Seq}.{Part}");
}
