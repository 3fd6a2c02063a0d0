using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// What went over the wire of one session, the newest of it: bounded, counted, with the frames in it. The read loop and the outbox
/// write it, anybody may read it: it locks itself, briefly, and calls nobody who locks.
/// </summary>
/// <remarks>
/// 1. A chunk's number is taken and its bytes are there in one step: who has seen <see cref="Capture.Newest"/> finds here every
///    chunk up to it.
/// 2. Bytes are put down when they are on their way (out) or have come (in); they become a chunk at the read or the write. What was
///    never written never is one.
/// 3. The oldest chunk goes first, whichever way it went, and with it the frames that end in it.
/// </remarks>
internal sealed class ChunkRing
{
    // The ring itself, its tracks and their empty queues.
    public const int BaseCost = 512;

    // A chunk is being put down: whoever looks must wait for the lock.
    private const long Now = long.MaxValue;

    // Less is copied: a reference would keep a large array alive for a few bytes.
    private const int SharedBytes = 1_024;

    private readonly Capture capture;
    private readonly Lock gate = new();
    private readonly Track incoming;
    private readonly Track outgoing;
    private long newest;
    private int cost;

    internal ChunkRing(Capture capture, long session)
    {
        this.capture = capture;
        Session = session;
        incoming = new Track(Direction.In, capture.PageBytes);
        outgoing = new Track(Direction.Out, capture.PageBytes);
        Settle();
    }

    public long Session { get; }

    /// <summary>Memory it takes.</summary>
    public int Cost => Volatile.Read(ref cost);

    /// <summary>Whether it has, or is about to have, a chunk with a greater number. Needs no lock.</summary>
    public bool HasAfter(long seq) => Volatile.Read(ref newest) > seq;

    /// <summary>What one recv brought.</summary>
    public void Received(ReadOnlySpan<byte> bytes, DateTimeOffset at, ReadOnlySpan<FrameEntry> frames)
    {
        lock (gate)
        {
            incoming.Bytes.Copy(bytes);
            Chunk(incoming, Microseconds(at), bytes.Length, note: null);
            Add(frames);
            Settle();
        }

        capture.Relieve();
    }

    /// <summary>
    /// Frames that were found in what had come before, at its end or in a silence. They have a number of their own: whoever has
    /// passed their chunk would not see them otherwise.
    /// </summary>
    public void Framed(ReadOnlySpan<FrameEntry> frames)
    {
        lock (gate)
        {
            Volatile.Write(ref newest, Now);
            var seq = capture.NextNumber();
            Add(frames, found: seq);
            Volatile.Write(ref newest, seq);
            Settle();
        }
    }

    /// <summary>These bytes are on their way, behind all before them.</summary>
    public void Appended(ReadOnlySpan<byte> bytes, in Label label)
    {
        lock (gate)
        {
            if (label.Spelling is { } spelling)
            {
                Append(bytes, label, spelling);
            }
            else
            {
                outgoing.AddFrame(new FrameEntry
                {
                    Start = outgoing.Bytes.End, Length = bytes.Length, Kind = label.Kind, Dialect = label.Dialect, Of = label.Room, Seq = label.Seq,
                });
                outgoing.Bytes.Copy(bytes);
            }

            Settle();
        }
    }

    /// <summary>The next so many bytes of those are given to the socket now.</summary>
    public void Writing(ReadOnlyMemory<byte> bytes, string? note)
    {
        var at = Microseconds(capture.Time.GetUtcNow());
        lock (gate)
        {
            Chunk(outgoing, at, bytes.Length, note);
            Settle();
        }

        capture.Relieve();
    }

    /// <summary>The last so many bytes of those are thrown away instead.</summary>
    public void Dropped(int bytes)
    {
        lock (gate)
        {
            outgoing.DropFrom(outgoing.Bytes.End - bytes);
            Settle();
        }
    }

    /// <summary>The message whose frame ends at this place of what came has its place in a room now.</summary>
    public void Placed(long end, string room, long seq)
    {
        lock (gate)
        {
            incoming.Place(end, room, seq);
        }
    }

    /// <summary>
    /// Reads what came before a place, as far as it is kept, in another dialect: its frames take the place of those found before.
    /// </summary>
    public void Decode(IDialect dialect, long upTo = long.MaxValue)
    {
        lock (gate)
        {
            incoming.Replace([.. Decoding.Of(dialect, incoming).Where(frame => frame.End <= upTo)]);
            Settle();
        }
    }

    /// <summary>Copies the chunks with numbers between the two, the first excluded.</summary>
    /// <param name="after">Only greater numbers.</param>
    /// <param name="upTo">None greater than this.</param>
    /// <param name="maxBytes">At most about so many bytes of them, and at least one.</param>
    /// <param name="newestFirst">Which are left out when they are more: the oldest, or the newest.</param>
    public Captured Read(long after, long upTo = long.MaxValue, int maxBytes = int.MaxValue, bool newestFirst = false)
    {
        lock (gate)
        {
            return RingReading.Read(Session, incoming, outgoing, after, upTo, maxBytes, newestFirst);
        }
    }

    /// <summary>Where the frames of a message of the room lie, as numbers of the chunks: the first and the last; null when it is not kept.</summary>
    public (long First, long Last)? Find(string room, long seq)
    {
        lock (gate)
        {
            return RingReading.Find(incoming, room, seq) ?? RingReading.Find(outgoing, room, seq);
        }
    }

    /// <summary>Copies bytes of one direction; fewer where they are not kept.</summary>
    public byte[] Bytes(Direction direction, long start, int count)
    {
        lock (gate)
        {
            var bytes = (direction == Direction.In ? incoming : outgoing).Bytes;
            var from = Math.Clamp(start, bytes.Start, bytes.End);
            return bytes.Read(from, (int)(Math.Clamp(start + count, from, bytes.End) - from));
        }
    }

    /// <summary>Forgets the oldest until it takes no more memory than that.</summary>
    internal void Shrink(int to)
    {
        lock (gate)
        {
            if (to <= BaseCost)
            {
                incoming.Clear();
                outgoing.Clear();
            }

            Settle(to);
        }
    }

    internal static long Microseconds(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    // Under the lock. The mark is set before the number is taken, so that nobody who knows the number passes by.
    private void Chunk(Track track, long at, int bytes, string? note)
    {
        Volatile.Write(ref newest, Now);
        var seq = capture.NextNumber();
        track.AddChunk(seq, at, bytes, note);
        Volatile.Write(ref newest, seq);
    }

    private void Append(ReadOnlySpan<byte> bytes, in Label label, Spelling spelling)
    {
        if (bytes.Length >= SharedBytes && bytes.Length >= spelling.Count / 2)
        {
            var shared = spelling.Share();
            outgoing.AddFrame(new FrameEntry
            {
                Start = outgoing.Bytes.End, Length = bytes.Length, Kind = FrameKind.Message, Dialect = shared.Dialect, Of = shared, Seq = label.From,
            });
            outgoing.Bytes.Share(shared.Bytes, shared.StartOf(label.From), bytes.Length);
            return;
        }

        var start = outgoing.Bytes.End;
        for (var i = label.From; i < label.From + label.Count; i++)
        {
            var (length, room, seq) = spelling[i];
            if (length > 0)
            {
                outgoing.AddFrame(new FrameEntry { Start = start, Length = length, Kind = FrameKind.Message, Dialect = spelling.Dialect, Of = room, Seq = seq });
                start += length;
            }
        }

        outgoing.Bytes.Copy(bytes);
    }

    private void Add(ReadOnlySpan<FrameEntry> frames, long found = 0)
    {
        foreach (ref readonly var frame in frames)
        {
            incoming.AddFrame(frame with { Found = found });
        }
    }

    private void Settle() => Settle(capture.SessionBytes);

    // Under the lock: keeps to the bound, and tells what has changed.
    private void Settle(int limit)
    {
        var now = BaseCost + incoming.Cost + outgoing.Cost;
        while (now > limit && (incoming.Oldest < outgoing.Oldest ? incoming : outgoing).DropFirst())
        {
            now = BaseCost + incoming.Cost + outgoing.Cost;
        }

        if (now != cost)
        {
            capture.Charge(now - cost);
            Volatile.Write(ref cost, now);
        }
    }
}
