namespace WebChatBridge.Relay;

/// <summary>What a check-up is about.</summary>
internal enum CheckUpPhase
{
    /// <summary>The client is there and gets a moment before the next step.</summary>
    Settling,

    /// <summary>The step's bytes are being written.</summary>
    Playing,

    /// <summary>The word is awaited.</summary>
    Listening,

    /// <summary>The client is to close its connection.</summary>
    Closing,

    /// <summary>Somebody has to start the client again.</summary>
    Restarting,

    /// <summary>Every step has an outcome.</summary>
    Over,
}
