using System.Text;

namespace WebChatBridge.Server;

/// <summary>Bytes as a literal of a language, every value of them, in lines of a readable length. ASCII only, so that no editor or locale changes it.</summary>
internal static class ByteLiteral
{
    private const int LineLength = 96;

    /// <summary>A Python expression: <c>b"hello\n"</c>, or several of them in brackets, each on a line.</summary>
    public static string Python(ReadOnlySpan<byte> bytes, string indent)
    {
        var lines = Lines(bytes, static value => value switch
        {
            (byte)'\n' => "\\n",
            (byte)'\r' => "\\r",
            (byte)'\t' => "\\t",
            (byte)'"' => "\\\"",
            (byte)'\\' => "\\\\",
            >= 0x20 and < 0x7F => ((char)value).ToString(),
            _ => $"\\x{value:x2}",
        });
        return lines.Count == 1
            ? $"b\"{lines[0]}\""
            : $"(\n{string.Concat(lines.Select(line => $"{indent}    b\"{line}\"\n"))}{indent})";
    }

    /// <summary>
    /// What bash's <c>printf</c> takes as a format, quoted: <c>'hello\n'</c>. Three octal digits are the same in every printf, and
    /// no next digit joins them. Further lines are not indented: a blank before them would begin another word.
    /// </summary>
    public static string Printf(ReadOnlySpan<byte> bytes) => string.Join("\\\n", Lines(bytes, static value => value switch
    {
        (byte)'\n' => "\\n",
        (byte)'\r' => "\\r",
        (byte)'\t' => "\\t",
        (byte)'%' => "%%",
        (byte)'\\' => "\\\\",
        (byte)'\'' => "\\047",
        >= 0x20 and < 0x7F => ((char)value).ToString(),
        _ => $"\\{Convert.ToString(value, 8).PadLeft(3, '0')}",
    }).Select(static line => $"'{line}'"));

    private static List<string> Lines(ReadOnlySpan<byte> bytes, Func<byte, string> spell)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var value in bytes)
        {
            var spelled = spell(value);
            if (line.Length + spelled.Length > LineLength)
            {
                lines.Add(line.ToString());
                line.Clear();
            }

            line.Append(spelled);
        }

        lines.Add(line.ToString());
        return lines;
    }
}
