using System.Globalization;

namespace WebChatBridge.Protocol;

/// <summary>Times as they are written on the wire: RFC 3339, UTC, milliseconds, <c>2026-11-22T12:03:11.204Z</c>.</summary>
public static class Timestamp
{
    /// <summary>Writes a time; the offset is converted to UTC.</summary>
    public static string Format(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
