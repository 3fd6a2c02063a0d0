using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Where the bytes of a step are: in the outgoing stream of a session. Owner: the core loop.</summary>
internal sealed class CheckUpPlace(Session session, Capture capture)
{
    // Nothing of this step has a number up to this one.
    private readonly long before = capture.Newest;
    private long? firstChunk;

    /// <summary>Whose stream.</summary>
    public Session Session => session;

    /// <summary>Where they begin.</summary>
    public long Start { get; } = session.Outbox!.Mark;

    /// <summary>Where they end.</summary>
    public long End { get; set; } = session.Outbox.Mark;

    /// <summary>
    /// Number of the first kept chunk that carried any of them, found when it is first asked for; null while none is written, or
    /// when none was kept. Of a large message the ring may have the end only.
    /// </summary>
    public long? FirstChunk => firstChunk ??= session.Ring?.Read(before, maxBytes: 4_096).Chunks
        .FirstOrDefault(chunk => chunk.Direction == Direction.Out && chunk.Offset < End && chunk.End > Start)?.Seq;
}
