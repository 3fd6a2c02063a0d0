namespace WebChatBridge.Relay;

/// <summary>What a check-up does to the socket of the client.</summary>
internal abstract record CheckUpMove
{
    /// <summary>Writes these bytes in one write of their own.</summary>
    public sealed record Write(byte[] Bytes) : CheckUpMove;

    /// <summary>Lets some time pass before the next.</summary>
    public sealed record Pause : CheckUpMove;

    /// <summary>Ends our side (FIN), without the goodbye of the dialect, and goes on reading.</summary>
    public sealed record Fin : CheckUpMove;

    /// <summary>Ends the session: its client is of no more use as it is.</summary>
    public sealed record End(string Why) : CheckUpMove;
}
