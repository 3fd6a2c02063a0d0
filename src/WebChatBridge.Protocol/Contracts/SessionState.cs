namespace WebChatBridge.Protocol;

/// <summary>Where a session is in its life.</summary>
public enum SessionState
{
    /// <summary>Both directions are open.</summary>
    Open,

    /// <summary>The client has finished sending (FIN); what is on its way to it is still written.</summary>
    HalfClosed,

    /// <summary>It has ended; <see cref="SessionInfo.Closed"/> says why.</summary>
    Closed,
}
