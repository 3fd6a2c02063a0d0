using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>
/// Who did what to whom: a line in the log, and an event in the traffic. Texts of users are cut short; tokens, and what was
/// said, never come here.
/// </summary>
internal sealed partial class Audit(AuditTrail trail, ILogger<Audit> logger)
{
    private const int MostText = 256;

    /// <summary>Writes down a deed: <c>operator 3f9a1c02</c>, <c>closed session 17</c>.</summary>
    /// <param name="who">Whose it was.</param>
    /// <param name="deed">What was done, and to whom.</param>
    /// <param name="by">The session on the hub that asked for it; null where there was none.</param>
    public void Write(string who, string deed, Session? by = null)
    {
        deed = deed.Length > MostText ? $"{deed.AsSpan(0, MostText)}…" : deed;
        Log.Done(logger, who, deed);
        trail.Write(by, $"{who} {deed}");
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Who} {Deed}")]
        public static partial void Done(ILogger logger, string who, string deed);
    }
}
