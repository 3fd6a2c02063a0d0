namespace WebChatBridge.Client;

/// <summary>How a console's connection to the hub is.</summary>
public enum ConsoleLink
{
    /// <summary>Not connected yet.</summary>
    Connecting,

    /// <summary>Connected; batches come.</summary>
    Online,

    /// <summary>Lost; it is being tried again.</summary>
    Reconnecting,

    /// <summary>Closed by us, or refused for good.</summary>
    Closed,
}
