using System.Text;

namespace WebChatBridge.Protocol;

/// <summary>Bytes as a sentence shows them: <c>68 65 6C 6C 6F "hello"</c>.</summary>
internal static class Evidence
{
    /// <summary>Most bytes kept of a violation.</summary>
    public const int MaxBytes = 64;

    private const int MaxShown = 16;

    public static string Show(ReadOnlySpan<byte> bytes)
    {
        var shown = bytes[..Math.Min(bytes.Length, MaxShown)];
        var text = new StringBuilder(shown.Length * 4 + 8);
        foreach (var value in shown)
        {
            text.Append(value.ToString("X2")).Append(' ');
        }

        text.Append('"');
        foreach (var value in shown)
        {
            text.Append(value is >= 0x20 and < 0x7F ? (char)value : '.');
        }

        return text.Append('"').Append(bytes.Length > shown.Length ? " …" : "").ToString();
    }

    /// <summary><c>'h' (0x68)</c>, or <c>0xC3</c> for what has no face.</summary>
    public static string Name(byte value) => value switch
    {
        (byte)' ' => "a space",
        > 0x20 and < 0x7F => $"'{(char)value}' (0x{value:X2})",
        _ => $"0x{value:X2}",
    };

    /// <summary>The first bytes of two spans that follow each other in the stream.</summary>
    public static byte[] Join(ReadOnlySpan<byte> first, ReadOnlySpan<byte> then)
    {
        first = first[..Math.Min(first.Length, MaxBytes)];
        then = then[..Math.Min(then.Length, MaxBytes - first.Length)];
        return [.. first, .. then];
    }
}
