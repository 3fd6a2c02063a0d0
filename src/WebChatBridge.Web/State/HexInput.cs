using System.Globalization;

namespace WebChatBridge.Web.State;

/// <summary>Reads bytes as people type them: <c>48 65 6c</c>, <c>48656c</c>, <c>0x48,0x65</c>, <c>\x1b</c>.</summary>
public static class HexInput
{
    /// <summary>The bytes; null with a sentence when it is not hex.</summary>
    public static byte[]? Parse(string text, out string? problem)
    {
        var bytes = new List<byte>(text.Length / 2);
        problem = null;
        for (var i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]) || text[i] is ',' or ';' or ':')
            {
                i++;
            }
            else if (text[i] is '\\' or '0' && i + 1 < text.Length && text[i + 1] is 'x' or 'X')
            {
                i += 2;
            }
            else if (i + 1 < text.Length && byte.TryParse(text.AsSpan(i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                i += 2;
            }
            else
            {
                var end = Math.Min(text.Length, i + 2);
                problem = $"“{text[i..end].Trim()}” at character {i + 1} is not a byte: two hex digits, like 48 or \\x1b.";
                return null;
            }
        }

        return [.. bytes];
    }

    /// <summary>The first bytes as hex, for people.</summary>
    public static string Show(ReadOnlySpan<byte> bytes, int most) => bytes.Length <= most
        ? string.Join(' ', bytes.ToArray().Select(one => one.ToString("x2", CultureInfo.InvariantCulture)))
        : Show(bytes[..most], most) + " …";
}
