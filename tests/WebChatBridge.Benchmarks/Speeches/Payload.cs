using System.Buffers.Binary;

namespace WebChatBridge.Benchmarks;

/// <summary>
/// What is sent, so that every byte of what arrives can be checked without remembering it: <c>m</c>, the sender and its number
/// in 8 digits each, then letters that follow from both.
/// </summary>
internal static class Payload
{
    public const int LeastBytes = 32;
    public const int MostBytes = 65_536;
    public const int MaxNumber = 99_999_999;

    private const int Head = 17;
    private const int Offsets = 4_096;
    private const ulong Zeros = 0x3030303030303030;

    private static readonly byte[] Letters = MakeLetters();

    public static void Write(Span<byte> payload, int sender, int number)
    {
        payload[0] = (byte)'m';
        WriteDigits(payload[1..], sender);
        WriteDigits(payload[9..], number);
        Tail(sender, number, payload.Length - Head).CopyTo(payload[Head..]);
    }

    /// <summary>False unless it is, byte for byte, what <see cref="Write"/> writes for the numbers in it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> payload, out int sender, out int number)
    {
        sender = number = 0;
        return payload.Length >= LeastBytes
            && payload[0] == (byte)'m'
            && TryReadDigits(payload[1..], out sender)
            && TryReadDigits(payload[9..], out number)
            && payload[Head..].SequenceEqual(Tail(sender, number, payload.Length - Head));
    }

    private static ReadOnlySpan<byte> Tail(int sender, int number, int length) =>
        Letters.AsSpan((int)(((uint)(sender * 131) + (uint)(number * 17)) % Offsets), length);

    private static void WriteDigits(Span<byte> into, int value)
    {
        for (var i = 7; i >= 0; i--)
        {
            (value, var digit) = Math.DivRem(value, 10);
            into[i] = (byte)('0' + digit);
        }
    }

    // Eight digits at once: pairs, then fours, then all eight are added up within one word.
    private static bool TryReadDigits(ReadOnlySpan<byte> digits, out int value)
    {
        var word = BinaryPrimitives.ReadUInt64LittleEndian(digits);
        var isDigits = (((word + 0x4646464646464646) | (word - Zeros)) & 0x8080808080808080) == 0;
        word -= Zeros;
        word = (word * 10) + (word >> 8);
        word = (((word & 0x000000FF000000FF) * 0x000F424000000064) + (((word >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32;
        value = (int)(uint)word;
        return isDigits;
    }

    private static byte[] MakeLetters()
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var letters = new byte[Offsets + MostBytes];
        var state = 0x9E3779B9u;
        for (var i = 0; i < letters.Length; i++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            letters[i] = (byte)alphabet[(int)(state % (uint)alphabet.Length)];
        }

        return letters;
    }
}
