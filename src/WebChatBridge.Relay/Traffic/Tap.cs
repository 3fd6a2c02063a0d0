using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>One session's captured traffic, for those who look.</summary>
internal sealed class Tap(Session session, ChunkRing ring, Func<Session, IReadOnlyList<Hint>> look)
{
    /// <summary>The session's number.</summary>
    public long Id => session.Id;

    /// <summary>Its name now.</summary>
    public string Name => session.Who.Name;

    /// <summary>The room it sits in now, or sat in last.</summary>
    public string? Room => session.Room?.Name;

    public ChunkRing Ring => ring;

    /// <summary>What is known to be odd about its bytes.</summary>
    public IReadOnlyList<Hint> Hints() => look(session);
}
