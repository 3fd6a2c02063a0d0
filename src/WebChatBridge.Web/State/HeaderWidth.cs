using System.Globalization;
using System.Text;

namespace WebChatBridge.Web.State;

/// <summary>The dialects with a length in front, by their names.</summary>
internal static class HeaderWidth
{
    /// <summary>Header width of <c>header64</c> or <c>header:N</c>; null for another dialect.</summary>
    public static int? Of(string dialect) =>
        dialect.StartsWith("header", StringComparison.Ordinal)
        && int.TryParse(dialect["header".Length..].TrimStart(':'), NumberStyles.None, CultureInfo.InvariantCulture, out var width) ? width : null;

    /// <summary>Puts the header in front; null when so narrow a header cannot say so great a length.</summary>
    public static byte[]? Frame(byte[] body, int width)
    {
        var length = body.Length.ToString(CultureInfo.InvariantCulture);
        return length.Length > width ? null : [.. Encoding.ASCII.GetBytes(length.PadRight(width)), .. body];
    }
}
