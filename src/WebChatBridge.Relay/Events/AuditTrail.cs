namespace WebChatBridge.Relay;

/// <summary>What people did at the console, among the events of traffic: <c>event:audit</c>.</summary>
public sealed class AuditTrail(Relay relay)
{
    /// <summary>Writes a deed down.</summary>
    /// <param name="by">The session that asked for it; null where there was none, as at a login.</param>
    /// <param name="sentence">Who did what.</param>
    public void Write(Session? by, string sentence) => relay.Core.EventLog.Audit(by, sentence);
}
