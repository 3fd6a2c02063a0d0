namespace WebChatBridge.Protocol;

/// <summary>What text that is not UTF-8 may be.</summary>
internal static class Encodings
{
    /// <summary>An encoding of one byte a character that is mostly not Latin letters.</summary>
    public const string Unnamed = "an 8-bit code page";

    private const string Latin1 = "Latin-1";
    private const string Windows = "Windows-1252";

    // The places 80-9F, where Latin-1 has control characters nobody types.
    private const string WindowsOnly = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

    /// <summary><c>little</c> or <c>big</c>; null when it does not look like UTF-16.</summary>
    public static string? LooksLikeUtf16(ReadOnlySpan<byte> body)
    {
        if (body.Length >= 4 && body.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return "little";
        }

        if (body.Length >= 4 && body.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return "big";
        }

        Span<int> nuls = [0, 0];
        for (var at = 0; at < body.Length; at++)
        {
            nuls[at & 1] += body[at] == 0 ? 1 : 0;
        }

        // A line of UTF-16 that was cut at its LF begins with the NUL that belongs to it: then big and little look alike.
        var most = Math.Max(nuls[0], nuls[1]);
        return most < 2 || Math.Min(nuls[0], nuls[1]) > 0 || most * 5 < body.Length * 2 ? null : nuls[1] > 0 ? "little" : "big";
    }

    /// <summary><c>cut</c>, <c>binary</c>, or the name of an encoding.</summary>
    public static string Guess(ReadOnlySpan<byte> body, InvalidBytes found)
    {
        if (found.CutAtEnd)
        {
            return "cut";
        }

        var (control, windows, high, letters) = (0, 0, 0, 0);
        foreach (var value in body)
        {
            control += value is < 0x20 and not ((byte)'\t' or (byte)'\r' or (byte)'\n') or 0x7F ? 1 : 0;
            control += value is >= 0x80 and < 0xA0 && WindowsOnly[value - 0x80] == '\0' ? 1 : 0;
            windows += value is >= 0x80 and < 0xA0 ? 1 : 0;
            high += value >= 0xA0 ? 1 : 0;
            letters += char.IsAsciiLetter((char)value) ? 1 : 0;
        }

        return control > 0 && control * 10 >= body.Length ? "binary"
            : high > letters && high > 3 ? Unnamed
            : windows > 0 ? Windows
            : Latin1;
    }

    /// <summary>The character a byte is in Windows-1252, of which Latin-1 is the rest.</summary>
    public static char? Character(byte value) => value switch
    {
        < 0x80 => null,
        < 0xA0 => WindowsOnly[value - 0x80] is var character and not '\0' ? character : null,
        _ => (char)value,
    };

    public static string Hex(byte value) => value.ToString("X2");
}
