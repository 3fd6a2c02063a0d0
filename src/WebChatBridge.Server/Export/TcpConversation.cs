using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>
/// Tells a session as TCP would have: a handshake, each chunk as one segment with its acknowledgement, an end. The relay never
/// saw the real segments; places in the stream, times and who ended it are true, the rest is drawn around them.
/// </summary>
internal sealed class TcpConversation
{
    /// <summary>The largest payload: with both headers it fits the 16-bit length of IPv4.</summary>
    public const int MaxPayload = 65_000;

    private readonly Recording what;
    private readonly uint[] first;
    private readonly long[] next;

    private TcpConversation(Recording what)
    {
        this.what = what;
        next = [what.Start(Direction.In), what.Start(Direction.Out)];

        // Far apart from one session to the next: a program that uses its port again begins elsewhere.
        var start = unchecked((uint)what.Session.Id * 0x0101_0101u);
        first = [start, start + 0x8000_0000u];
    }

    /// <summary>All of it, in order.</summary>
    public static IEnumerable<TcpSegment> Segments(Recording what)
    {
        var conversation = new TcpConversation(what);
        return conversation.Open().Concat(what.Chunks.SelectMany(conversation.Carry)).Concat(conversation.Close());
    }

    // What is not kept was before: the handshake stands just in front of the first byte there is.
    private IEnumerable<TcpSegment> Open()
    {
        var at = what.OpenedAt;
        yield return new TcpSegment(at, Direction.In, TcpFlags.Syn, Number(Direction.In) - 1, 0, default, Opening());
        yield return new TcpSegment(at, Direction.Out, TcpFlags.Syn | TcpFlags.Ack, Number(Direction.Out) - 1, Number(Direction.In), default);
        yield return Make(at, Direction.In, TcpFlags.Ack);
    }

    private IEnumerable<TcpSegment> Carry(Chunk chunk)
    {
        var direction = chunk.Direction;
        var missing = chunk.Offset - next[(int)direction];
        var comment = (missing > 0 ? $"{missing:N0} bytes before these are not in this file. " : "") + chunk.Note;
        next[(int)direction] = chunk.Offset;
        for (var from = 0; from < chunk.Bytes.Length; from += MaxPayload)
        {
            var part = chunk.Bytes.AsMemory(from, Math.Min(MaxPayload, chunk.Bytes.Length - from));
            var last = from + part.Length == chunk.Bytes.Length;
            yield return Make(chunk.At, direction, last ? TcpFlags.Psh | TcpFlags.Ack : TcpFlags.Ack, part, from == 0 && comment.Length > 0 ? comment : null);
            next[(int)direction] += part.Length;
        }

        yield return Make(chunk.At, Other(direction), TcpFlags.Ack);
    }

    private IEnumerable<TcpSegment> Close()
    {
        if (what.ClosedAt is not { } at || what.Session.Closed is not { } reason)
        {
            yield break;
        }

        var comment = $"{reason.Code}: {reason.Sentence}";
        switch (reason.Code)
        {
            case CloseCode.PeerReset:
                yield return Make(at, Direction.In, TcpFlags.Rst | TcpFlags.Ack, comment: comment);
                yield break;
            case CloseCode.TooSlow or CloseCode.ServerError:
                yield return Make(at, Direction.Out, TcpFlags.Rst | TcpFlags.Ack, comment: comment);
                yield break;
            case CloseCode.HalfCloseGraceOver:
                yield return Finish(at, Direction.In, comment);
                yield return Make(at, Direction.Out, TcpFlags.Rst | TcpFlags.Ack);
                yield break;
            default:
                var begins = reason.Code == CloseCode.PeerClosed ? Direction.In : Direction.Out;
                yield return Finish(at, begins, comment);
                yield return Make(at, Other(begins), TcpFlags.Ack);
                yield return Finish(at, Other(begins), null);
                yield return Make(at, begins, TcpFlags.Ack);
                yield break;
        }
    }

    private string Opening()
    {
        var session = what.Session;
        var (before, after) = (what.Start(Direction.In), what.Start(Direction.Out));
        return $"Session {session.Id} ({session.Name}) on {session.Endpoint}, dialect {session.Dialect}. Segments and acknowledgements are drawn from what the relay read and wrote."
            + (session.Secured is { } secured ? $" On the network it was encrypted ({secured}); the bytes here are decrypted." : "")
            + (before + after == 0 ? "" : $" What came before is not in this file: {before:N0} bytes from the client, {after:N0} to it.");
    }

    // A FIN takes one number of its own.
    private TcpSegment Finish(long at, Direction direction, string? comment)
    {
        var segment = Make(at, direction, TcpFlags.Fin | TcpFlags.Ack, comment: comment);
        next[(int)direction]++;
        return segment;
    }

    private TcpSegment Make(long at, Direction direction, TcpFlags flags, ReadOnlyMemory<byte> payload = default, string? comment = null) =>
        new(at, direction, flags, Number(direction), Number(Other(direction)), payload, comment);

    // Sequence numbers wrap around after 4 GiB, as they do on the wire.
    private uint Number(Direction direction) => unchecked(first[(int)direction] + 1 + (uint)next[(int)direction]);

    private static Direction Other(Direction direction) => direction == Direction.In ? Direction.Out : Direction.In;
}
