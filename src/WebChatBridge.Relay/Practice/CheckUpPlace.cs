namespace WebChatBridge.Relay;

/// <summary>Where the bytes of a step are: in the outgoing stream of a session. Owner: the core loop.</summary>
internal sealed class CheckUpPlace(Session session)
{
    /// <summary>Whose stream.</summary>
    public Session Session => session;

    /// <summary>Where they begin.</summary>
    public long Start { get; } = session.Outbox!.Mark;

    /// <summary>Where they end.</summary>
    public long End { get; set; } = session.Outbox.Mark;

    /// <summary>The chunk that carried the first of them; null while it is not written, or not kept any more.</summary>
    public long? FirstChunk { get; set; }
}
