namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>How a connection ended for its client.</summary>
internal enum LinkEnd
{
    None,

    /// <summary>The relay closed it in order.</summary>
    Fin,

    /// <summary>The relay, or the death of it, reset it.</summary>
    Reset,

    /// <summary>The client reset it.</summary>
    OwnReset,

    /// <summary>The client went without a word.</summary>
    Vanished,
}
