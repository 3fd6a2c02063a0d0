namespace WebChatBridge.Protocol;

/// <summary>The door a session came in by. Written as <c>tcp</c> or <c>web</c>.</summary>
public enum Origin
{
    /// <summary>A raw socket on one of the listening endpoints.</summary>
    Tcp,

    /// <summary>The hub: a browser, or any other SignalR client.</summary>
    Web,
}
