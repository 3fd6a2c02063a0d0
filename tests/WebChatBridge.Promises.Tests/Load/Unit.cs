using System.Buffers.Text;

namespace WebChatBridge.Promises.Tests;

/// <summary>
/// What a load says: <c>007/0000123 …;</c>, the sender, his count, and a filler of a length and a beginning that follow from both. So a
/// receiver knows from the bytes alone whose it is, which one, and whether a byte of it changed.
/// </summary>
internal static class Unit
{
    /// <summary>The sender and the number: different for every unit of a run.</summary>
    public const int HeadBytes = 11;

    public const int MaxBytes = HeadBytes + 1 + Filler + 1;

    /// <summary>Ends a unit and is nowhere else in it.</summary>
    public const byte Last = (byte)';';

    private const int Filler = 96;
    private const int Turns = 61;

    private static readonly byte[] Pattern = [.. Enumerable.Range(0, Filler + Turns).Select(static i => "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.+!~ "u8[i * 7 % 59])];

    /// <summary>Writes it. Answers its length, 14 to <see cref="MaxBytes"/>.</summary>
    public static int Write(int sender, int number, Span<byte> target)
    {
        Utf8Formatter.TryFormat(sender, target, out _, new('D', 3));
        target[3] = (byte)'/';
        Utf8Formatter.TryFormat(number, target[4..], out _, new('D', 7));
        var filler = FillerOf(sender, number);
        target[HeadBytes] = (byte)' ';
        filler.CopyTo(target[(HeadBytes + 1)..]);
        target[HeadBytes + 1 + filler.Length] = Last;
        return HeadBytes + 2 + filler.Length;
    }

    /// <summary>False when it is not, to the byte, what some sender says at some number.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out int sender, out int number)
    {
        number = 0;
        if (body.Length < HeadBytes + 2 || body[3] != '/' || body[HeadBytes] != ' ' || body[^1] != Last
            | !Utf8Parser.TryParse(body[..3], out sender, out var senderDigits)
            | !Utf8Parser.TryParse(body[4..HeadBytes], out number, out var numberDigits))
        {
            sender = 0;
            return false;
        }

        return senderDigits == 3 && numberDigits == 7 && body[(HeadBytes + 1)..^1].SequenceEqual(FillerOf(sender, number));
    }

    private static ReadOnlySpan<byte> FillerOf(int sender, int number)
    {
        var mixed = (((uint)sender * 2_654_435_761u) ^ ((uint)number * 2_246_822_519u)) >> 8;
        return Pattern.AsSpan((int)(mixed % Turns), 1 + (int)(mixed / Turns % Filler));
    }
}
