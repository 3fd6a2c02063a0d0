namespace WebChatBridge.Web.State;

/// <summary>
/// How long what one sends may be. It is asked before anything is sent: what is much too long would end the connection that
/// carries it, and all its lines with it.
/// </summary>
public static class LengthLimit
{
    /// <summary>The most a browser hands over at once, in bytes.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    /// <summary>Why these payloads cannot be sent, for people; null when they can, or the relay has to say so.</summary>
    public static string? Refuse(IReadOnlyList<byte[]> payloads, int? limit)
    {
        for (var i = 0; i < payloads.Count; i++)
        {
            if (payloads[i].Length > limit)
            {
                var what = payloads.Count == 1 ? "It" : $"Line {i + 1:N0}";
                return $"{what} has {payloads[i].Length:N0} bytes; the limit is {limit:N0} (Relay:Limits:MaxMessageBytes)";
            }
        }

        return null;
    }
}
