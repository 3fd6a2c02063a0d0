using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Copies of what was captured of sessions, open or just closed.</summary>
public sealed class Traces(Relay relay)
{
    private const int MaxBytes = 262_144;

    /// <summary>The part of a session's capture that is asked for, without hints; null when there is no such session any more.</summary>
    public async Task<SessionTrace?> TraceAsync(TraceQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var core = relay.Core;
        var (session, endings) = await relay.VisitAsync(() => (core.Sessions.FindAny(query.Session), Endings(core, query.Session))).ConfigureAwait(false);
        if (session is null)
        {
            return null;
        }

        var captured = session.Ring is { } ring ? Read(ring, query) : Captured.Nothing;
        return new SessionTrace
        {
            Session = session.Describe(core.Time),
            Now = ChunkRing.Microseconds(core.Time.GetUtcNow()),
            Chunks = captured.Chunks,
            Frames = [.. captured.Frames.Select(static frame => frame.Mark)],
            PeerLineEndings = endings,
            DroppedChunks = captured.DroppedChunks,
            DroppedBytes = captured.DroppedBytes,
            More = captured.Before,
        };
    }

    /// <summary>The part of a ring that a query asks for.</summary>
    internal static Captured Read(ChunkRing ring, TraceQuery query)
    {
        var bytes = Math.Clamp(query.MaxBytes, 1, MaxBytes);
        return query switch
        {
            { Room: { } room, Seq: { } seq } => ring.Find(room, seq) is { } found ? Around(ring, found.First, bytes / 4, bytes) : Captured.Nothing,
            { Around: { } middle } => Around(ring, middle, bytes / 2, bytes),
            { After: { } after } => ring.Read(after, maxBytes: bytes),
            { Before: { } before } => ring.Read(0, before - 1, bytes, newestFirst: true),
            _ => ring.Read(0, maxBytes: bytes, newestFirst: true),
        };
    }

    // With what came before it, as much as its share, then on from there.
    private static Captured Around(ChunkRing ring, long seq, int before, int bytes)
    {
        var first = ring.Read(0, seq, before, newestFirst: true).Chunks is [var oldest, ..] ? oldest.Seq : seq;
        return ring.Read(first - 1, maxBytes: bytes);
    }

    private static string[] Endings(Core core, long id) => core.Sessions.FindAny(id)?.Room is { } room
        ? [.. room.Members.Where(member => member.Id != id).Select(static member => member.Input.LineEnding).OfType<string>().Distinct(StringComparer.Ordinal)]
        : [];
}
