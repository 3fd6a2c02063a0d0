namespace WebChatBridge.Client;

/// <summary>How a <see cref="RelayClient"/> came to its end.</summary>
public enum RelayEnd
{
    /// <summary>We left, or the other side said goodbye in its dialect.</summary>
    Goodbye,

    /// <summary>The connection was lost and is not to be made anew.</summary>
    Lost,

    /// <summary>The relay does not want us: the hello was refused, or somebody closed us from the console.</summary>
    Rejected,
}
