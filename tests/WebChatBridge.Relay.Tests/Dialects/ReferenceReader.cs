using System.Globalization;
using System.Text;

namespace WebChatBridge.Relay.Tests.Dialects;

/// <summary>The readers once more, over the whole stream at once and as plain as can be: what the fast ones must agree with.</summary>
internal static class ReferenceReader
{
    public static string Header(string stream, int width, int limit)
    {
        var said = new StringBuilder();
        for (var at = 0; at < stream.Length;)
        {
            var header = stream[at..Math.Min(at + width, stream.Length)];
            var wrong = FirstWrong(header, width);
            if (wrong >= 0)
            {
                return said.Append("violation@").Append(at + wrong).ToString();
            }

            if (header.Length < width)
            {
                return said.Append("end violation@").Append(stream.Length).ToString();
            }

            var length = decimal.Parse(header.Trim(' '), CultureInfo.InvariantCulture);
            if (length > limit)
            {
                return said.Append("violation@").Append(at).ToString();
            }

            at += width;
            if (at + length > stream.Length)
            {
                return said.Append("end violation@").Append(stream.Length).ToString();
            }

            said.Append('[').Append(stream, at, (int)length).Append(']');
            at += (int)length;
        }

        return said.ToString();
    }

    public static string Line(string stream, int limit, bool skipEmpty)
    {
        var said = new StringBuilder();
        var line = new StringBuilder();
        var ending = "";
        var answersCrLf = false;
        for (var at = 0; at < stream.Length; at++)
        {
            var returned = stream[at] == '\r' && at + 1 < stream.Length && (stream[at + 1] == '\n' || stream[at + 1] == '\0');
            if (stream[at] == '\n' || returned)
            {
                said.Append(line.Length == 0 && skipEmpty ? "" : $"[{line}]");
                line.Clear();
                ending = returned ? " CRLF" : " LF";
                answersCrLf |= returned;
                at += returned ? 1 : 0;
                continue;
            }

            if (line.Length == limit)
            {
                return said.Append(at == stream.Length - 1 && stream[at] == '\r' ? "end " : "").Append("violation@").Append(at).ToString();
            }

            line.Append(stream[at]);
        }

        said.Append(line.Length > 0 ? $"unterminated[{line}]" : "").Append(ending);
        return said.Append(answersCrLf ? " answers CRLF" : "").ToString();
    }

    private static int FirstWrong(string header, int width)
    {
        var digits = 0;
        var closed = false;
        for (var at = 0; at < header.Length; at++)
        {
            if (header[at] == ' ')
            {
                closed = digits > 0;
            }
            else if (header[at] is < '0' or > '9' || closed || ++digits > 19)
            {
                return at;
            }
        }

        return header.Length == width && digits == 0 ? width - 1 : -1;
    }
}
