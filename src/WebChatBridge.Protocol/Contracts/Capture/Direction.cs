namespace WebChatBridge.Protocol;

/// <summary>Which way bytes went, seen from the relay.</summary>
public enum Direction
{
    /// <summary>From the client to the relay.</summary>
    In,

    /// <summary>From the relay to the client.</summary>
    Out,
}
