namespace WebChatBridge.Protocol;

/// <summary>What one read or one write of a socket carried, recorded at the call and before any framing.</summary>
/// <param name="Seq">Its number; one count over all sessions and both directions, so that it orders what happened.</param>
/// <param name="Session">Whose socket.</param>
/// <param name="Direction">Which way.</param>
/// <param name="At">When, in microseconds since 1970-01-01 UTC.</param>
/// <param name="Offset">Place of its first byte in the session's stream of this direction, from 0.</param>
/// <param name="Bytes">The bytes; owned by the chunk.</param>
/// <param name="Note">What was done to it on purpose (<c>sliced to 3 B</c>, <c>resent from 1042</c>); null for nothing.</param>
public sealed record Chunk(long Seq, long Session, Direction Direction, long At, long Offset, byte[] Bytes, string? Note = null)
{
    /// <summary>Place just after its last byte.</summary>
    public long End => Offset + Bytes.Length;
}
