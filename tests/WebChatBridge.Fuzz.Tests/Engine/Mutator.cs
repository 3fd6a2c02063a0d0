using System.Globalization;
using System.Text;

namespace WebChatBridge.Fuzz.Tests;

/// <summary>
/// Makes inputs from seeds: it flips, cuts, repeats, splices, and puts in words and numbers that programs trip over. One input
/// is a function of the series of numbers it is given. Not for several threads: the bytes lie in one buffer.
/// </summary>
internal sealed class Mutator(IReadOnlyList<byte[]> seeds, Corpus corpus)
{
    /// <summary>Longest input.</summary>
    public const int MaxBytes = 4_096;

    private const int MostSteps = 6;

    private static readonly string[] Numbers =
        ["0", "1", "7", "8", "9", "10", "63", "64", "65", "255", "256", "1023", "1024", "1025", "65535", "65536", "65537", "-1", "2147483647", "2147483648", "4294967295", "9223372036854775807", "9223372036854775808", "18446744073709551616"];

    private readonly byte[] input = new byte[MaxBytes];
    private int length;

    /// <summary>An input; valid until the next.</summary>
    public ReadOnlySpan<byte> Make(ref Chance chance)
    {
        length = 0;
        Insert(0, chance.Pick(seeds));
        for (var steps = chance.Below(MostSteps + 1); steps > 0; steps--)
        {
            Step(ref chance);
        }

        return input.AsSpan(0, length);
    }

    private void Step(ref Chance chance)
    {
        var at = chance.Below(length + 1);
        switch (chance.Below(12))
        {
            case 0 when length > 0:
                input[chance.Below(length)] ^= (byte)(1 << chance.Below(8));
                break;
            case 1 when length > 0:
                input[chance.Below(length)] = (byte)chance.Next();
                break;
            case 2:
                Remove(at, 1 + chance.Below(chance.OneIn(4) ? 64 : 4));
                break;
            case 3:
                length = at; // the input ends here
                break;
            case 4:
                Insert(at, chance.Pick(corpus.Words));
                break;
            case 5:
                Insert(at, Encoding.ASCII.GetBytes(chance.Pick(Numbers)));
                break;
            case 6:
                Repeat(at, ref chance);
                break;
            case 7:
                Splice(at, chance.Pick(seeds), ref chance);
                break;
            case 8:
                Splice(at, chance.Pick(corpus.All), ref chance);
                break;
            case 9:
                Insert(length, chance.Pick(seeds)); // one after the other
                break;
            case 10:
                Renumber(at, ref chance);
                break;
            default:
                Noise(at, ref chance);
                break;
        }
    }

    // Another number where there is one: a length that lies.
    private void Renumber(int from, ref Chance chance)
    {
        var bytes = input.AsSpan(0, length);
        var start = bytes[from..].IndexOfAnyInRange((byte)'0', (byte)'9');
        if (start < 0)
        {
            return;
        }

        start += from;
        var digits = bytes[start..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        digits = digits < 0 ? length - start : digits;
        var number = chance.OneIn(2) && long.TryParse(Encoding.ASCII.GetString(bytes.Slice(start, Math.Min(digits, 18))), out var value)
            ? (value + chance.Below(5) - 2).ToString(CultureInfo.InvariantCulture)
            : chance.Pick(Numbers);

        // The same width: what stands after it stays where it is, as in a padded header.
        var fits = Math.Min(number.Length, length - start);
        Encoding.ASCII.GetBytes(number.AsSpan(0, fits), bytes[start..]);
        if (digits > fits)
        {
            bytes.Slice(start + fits, digits - fits).Fill((byte)' ');
        }
    }

    private void Repeat(int at, ref Chance chance)
    {
        var many = Math.Min(1 + chance.Below(32), length - at);
        var piece = input.AsSpan(at, Math.Max(0, many)).ToArray();
        for (var times = 1 + chance.Below(chance.OneIn(8) ? 64 : 4); times > 0; times--)
        {
            Insert(at, piece);
        }
    }

    private void Splice(int at, byte[] other, ref Chance chance)
    {
        var from = chance.Below(other.Length + 1);
        Insert(at, other.AsSpan(from, chance.Below(other.Length - from + 1)));
    }

    private void Noise(int at, ref Chance chance)
    {
        Span<byte> noise = stackalloc byte[1 + chance.Below(8)];
        foreach (ref var value in noise)
        {
            value = (byte)chance.Next();
        }

        Insert(at, noise);
    }

    private void Insert(int at, ReadOnlySpan<byte> bytes)
    {
        var room = Math.Min(bytes.Length, MaxBytes - length);
        input.AsSpan(at, length - at).CopyTo(input.AsSpan(at + room));
        bytes[..room].CopyTo(input.AsSpan(at));
        length += room;
    }

    private void Remove(int at, int count)
    {
        count = Math.Min(count, length - at);
        input.AsSpan(at + count, length - at - count).CopyTo(input.AsSpan(at));
        length -= count;
    }
}
