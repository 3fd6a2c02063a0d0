using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Hints;

/// <summary>
/// A session's trace, written as the bytes of its reads. The dialect's own reader makes the frames of them, so that a test
/// need not. Bytes are written as Latin-1; each read comes a millisecond after the one before, a pause is a second.
/// </summary>
internal sealed class Wire
{
    public const long Start = 1_790_000_000_000_000;

    private readonly List<Chunk> chunks = [];
    private readonly List<FrameMark> frames = [];
    private readonly IDialect dialect;
    private readonly IFrameReader reader;
    private long now = Start;
    private long taken;
    private long written;
    private long seq;
    private CloseReason? closed;
    private string[] peers = [];
    private Func<SessionInfo, SessionInfo> change = session => session;

    private Wire(string dialect)
    {
        this.dialect = Protocol.Dialects.Parse(dialect, maxMessageBytes: 65_536);
        reader = this.dialect.NewReader();
    }

    private static DateTimeOffset At(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    /// <summary>What came from a client, one text a read.</summary>
    public static Wire Reads(string dialect, params string[] reads) => new Wire(dialect).Read(reads);

    /// <summary>What came from a client, as bytes.</summary>
    public static Wire Reads(string dialect, IEnumerable<byte[]> reads) => new Wire(dialect).Read([.. reads.Select(Encoding.Latin1.GetString)]);

    /// <summary>The body behind its header, as <c>header64</c> wants it.</summary>
    public static string Frame(string body, int? says = null) => $"{says ?? body.Length}".PadRight(64) + body;

    /// <summary>The bytes of a text, written as this class wants them.</summary>
    public static string Utf8(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    public Wire Read(params string[] reads)
    {
        foreach (var read in reads)
        {
            now += 1_000;
            var bytes = Encoding.Latin1.GetBytes(read);
            chunks.Add(new Chunk(++seq, 17, Direction.In, now, taken, bytes));
            taken += bytes.Length;
            Take(bytes);
        }

        return this;
    }

    /// <summary>Nothing came for a second.</summary>
    public Wire Pauses()
    {
        now += 1_000_000;
        if (reader.Pause is not null)
        {
            Mark(reader.Paused(out var frame), frame);
        }

        return this;
    }

    /// <summary>What was written to the client: frames, each the bytes of one, cut into writes of these lengths.</summary>
    public Wire Writes(string[] content, int[] writes, string? note = null)
    {
        var head = dialect is HeaderDialect header ? header.Width : 0;
        var start = written;
        foreach (var frame in content)
        {
            frames.Add(new FrameMark(Direction.Out, start, start + frame.Length, FrameKind.Message, head, head == 0 ? 1 : 0));
            start += frame.Length;
        }

        var bytes = Encoding.Latin1.GetBytes(string.Concat(content));
        var from = 0;
        foreach (var length in writes)
        {
            now += 1_000;
            chunks.Add(new Chunk(++seq, 17, Direction.Out, now, written, bytes[from..(from + length)], note));
            from += length;
            written += length;
        }

        return this;
    }

    /// <summary>The client closed its side.</summary>
    public Wire Ends()
    {
        Mark(reader.Finish(out var frame), frame);
        closed ??= new CloseReason(CloseCode.PeerClosed, "closed its side (FIN)");
        return this;
    }

    /// <summary>So much time goes by.</summary>
    public Wire Waits(double seconds)
    {
        now += (long)(seconds * 1_000_000);
        return this;
    }

    public Wire Peers(params string[] endings)
    {
        peers = endings;
        return this;
    }

    public Wire Closes(CloseCode code, string sentence = "closed")
    {
        closed = new CloseReason(code, sentence);
        return this;
    }

    public Wire With(Func<SessionInfo, SessionInfo> session)
    {
        change = session;
        return this;
    }

    public SessionTrace Trace() => new()
    {
        Session = change(new SessionInfo
        {
            Id = 17,
            Name = "otter",
            Origin = Origin.Tcp,
            Endpoint = "test",
            Dialect = reader.Dialect.Name,
            OpenedAt = At(Start),
            State = closed is null ? SessionState.Open : SessionState.Closed,
            BytesIn = taken,
            BytesOut = written,
            LineEnding = reader.LineEnding,
            Pending = reader.Pending.IsEmpty
                ? null
                : new PendingInput(reader.Pending.Length, reader.Pending[..Math.Min(64, reader.Pending.Length)].ToArray(), At(chunks[^1].At), reader.Missing),
            Closed = closed,
        }),
        Now = now,
        Chunks = chunks,
        Frames = [.. frames.OrderBy(frame => frame.Direction)],
        PeerLineEndings = peers,
    };

    public IReadOnlyList<Hint> Look() => HintRules.Look(Trace());

    /// <summary>The only hint there is.</summary>
    public Hint Only() => Assert.Single(Look());

    /// <summary>The hints as one line: code, severity and bytes, <c>H3 Note in 0-16</c>.</summary>
    public string Said() => string.Join("; ", Look().Select(hint =>
        $"{hint.Code} {hint.Severity} {(hint.Direction == Direction.In ? "in" : "out")} {hint.Start}-{hint.End}"));

    private void Take(byte[] bytes)
    {
        ReadOnlySpan<byte> input = bytes;
        while (reader.Violation is null)
        {
            var status = reader.Read(ref input, out var frame);
            if (status == FrameStatus.NeedMore)
            {
                return;
            }

            Mark(status, frame);
        }
    }

    private void Mark(FrameStatus status, Frame frame)
    {
        if (status == FrameStatus.NeedMore)
        {
            return;
        }

        var kind = status switch
        {
            FrameStatus.Violation => FrameKind.Violation,
            FrameStatus.Reply => FrameKind.Negotiation,
            _ => dialect.Interpret(frame) switch
            {
                ClientRequest.Post => FrameKind.Message,
                ClientRequest.Bye => FrameKind.Goodbye,
                ClientRequest.Malformed => FrameKind.Violation,
                _ => FrameKind.Control,
            },
        };
        var place = reader.Place;
        frames.Add(new FrameMark(Direction.In, place.Start, status == FrameStatus.Violation ? taken : place.End, kind, place.Head, place.Tail));
        if (reader.Violation is { } broke)
        {
            closed = broke.Spoke == ForeignProtocol.None
                ? new CloseReason(CloseCode.ProtocolViolation, broke.Reason, broke.Offset, broke.Bytes)
                : new CloseReason(CloseCode.SpokeForeign, $"spoke {broke.Spoke}", broke.Offset, broke.Bytes);
        }
    }
}
