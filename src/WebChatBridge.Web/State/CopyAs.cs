using System.Globalization;
using System.Text;

namespace WebChatBridge.Web.State;

/// <summary>Bytes as text that makes the same bytes again where it is pasted. Pure; every byte value comes through.</summary>
public static class CopyAs
{
    private const int ArrayWidth = 12;

    /// <summary>All of them, in the order they are offered, with their names.</summary>
    public static IReadOnlyList<(CopyForm Form, string Name)> Forms { get; } =
    [
        (CopyForm.Text, "Text"),
        (CopyForm.Escaped, "Escaped string"),
        (CopyForm.Hex, "Hex"),
        (CopyForm.Python, "Python bytes"),
        (CopyForm.C, "C array"),
        (CopyForm.CSharp, "C# array"),
        (CopyForm.Netcat, "printf … | nc"),
    ];

    /// <summary>Spells bytes.</summary>
    /// <param name="form">How.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="target">Where <see cref="CopyForm.Netcat"/> sends them; null for a place to fill in.</param>
    public static string Spell(CopyForm form, ReadOnlySpan<byte> bytes, DialAddress? target = null) => form switch
    {
        CopyForm.Text => Encoding.UTF8.GetString(bytes),
        CopyForm.Escaped => Quoted(bytes),
        CopyForm.Hex => HexInput.Show(bytes, bytes.Length),
        CopyForm.Python => Python(bytes),
        CopyForm.C => $"static const unsigned char bytes[{Math.Max(1, bytes.Length)}] = {{{Array(bytes)}}};",
        CopyForm.CSharp => $"byte[] bytes = [{Array(bytes)}];",
        _ => $"{Printf(bytes)} | nc {target?.Host ?? "HOST"} {target?.Port.ToString(CultureInfo.InvariantCulture) ?? "PORT"}",
    };

    /// <summary>
    /// A <c>printf</c> that any POSIX shell understands. In its format a percent sign and a backslash have a meaning, in single
    /// quotes only the quote has; what is no printable ASCII, and a minus that would begin an option, is an octal escape.
    /// </summary>
    public static string Printf(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder("printf '");
        for (var i = 0; i < bytes.Length; i++)
        {
            _ = bytes[i] switch
            {
                (byte)'\n' => text.Append(@"\n"),
                (byte)'\r' => text.Append(@"\r"),
                (byte)'\t' => text.Append(@"\t"),
                (byte)'%' => text.Append("%%"),
                (byte)'\\' => text.Append(@"\\"),
                (byte)'\'' => text.Append(@"'\''"),
                (byte)'-' when i == 0 => Octal(bytes[i]),
                >= 0x20 and < 0x7f and var plain => text.Append((char)plain),
                var other => Octal(other),
            };
        }

        return text.Append('\'').ToString();

        // Always three digits: a digit that follows is not taken for a part of it.
        StringBuilder Octal(byte value) => text.Append('\\').Append(Convert.ToString(value, 8).PadLeft(3, '0'));
    }

    private static string Python(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder("b'");
        foreach (var value in bytes)
        {
            _ = value == '\'' ? text.Append(@"\'") : Escape(text, value);
        }

        return text.Append('\'').ToString();
    }

    private static string Quoted(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder("\"");
        foreach (var value in bytes)
        {
            _ = value == '"' ? text.Append("\\\"") : Escape(text, value);
        }

        return text.Append('"').ToString();
    }

    private static StringBuilder Escape(StringBuilder text, byte value) => value switch
    {
        (byte)'\n' => text.Append(@"\n"),
        (byte)'\r' => text.Append(@"\r"),
        (byte)'\t' => text.Append(@"\t"),
        (byte)'\\' => text.Append(@"\\"),
        >= 0x20 and < 0x7f => text.Append((char)value),
        _ => text.Append("\\x").Append(ByteWords.Hex(value)),
    };

    private static string Array(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= ArrayWidth)
        {
            return Line(bytes);
        }

        var text = new StringBuilder();
        for (var start = 0; start < bytes.Length; start += ArrayWidth)
        {
            text.Append("\n    ").Append(Line(bytes.Slice(start, Math.Min(ArrayWidth, bytes.Length - start)))).Append(',');
        }

        return text.Append('\n').ToString();
    }

    private static string Line(ReadOnlySpan<byte> bytes) => string.Join(", ", bytes.ToArray().Select(value => "0x" + ByteWords.Hex(value)));
}
