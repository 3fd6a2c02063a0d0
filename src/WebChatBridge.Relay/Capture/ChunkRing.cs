using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// What went over the wire of one session, the newest of it: bounded, counted, with the frames in it. The read loop, the outbox and
/// the core loop write it, anybody may read it: it locks itself, briefly, and calls nobody who locks.
/// </summary>
/// <remarks>
/// 1. A chunk's number is taken and its bytes are there in one step: who has seen <see cref="Capture.Newest"/> finds here every
///    chunk up to it.
/// 2. Bytes are put down when they are on their way (out) or have come (in); they become a chunk at the read or the write. What was
///    never written never is one.
/// 3. It is a log: what is learnt later (a message's number, other frames) is one more record. Only who reads it puts it together.
/// 4. The oldest page goes first.
/// </remarks>
internal sealed partial class ChunkRing
{
    /// <summary>What it takes when it is empty.</summary>
    public const int BaseCost = 384;

    // A chunk is being put down: whoever looks must wait for the lock.
    private const long Now = long.MaxValue;

    // Less is copied, message by message: a reference would keep a large array alive for a few bytes. A sender gets what the others
    // said in pieces between his own; they share one array, too, and its ring is charged with no less than half of it.
    private const int SharedBytes = 256;
    private const int SharedPart = 32;

    // What a session says and hears before it falls silent: most need no second page.
    private const int FirstPage = 1_024;

    private readonly Capture capture;
    private readonly Lock gate = new();
    private readonly RingQueue<RingPage> pages = new();
    private RingPage? page;
    private StreamPlaces places;
    private long newest;
    private int cost = BaseCost;
    private long droppedChunks;
    private long droppedBytes;

    internal ChunkRing(Capture capture, long session)
    {
        this.capture = capture;
        Session = session;
        capture.Charge(BaseCost);
    }

    public long Session { get; }

    /// <summary>Memory it takes.</summary>
    public int Cost => Volatile.Read(ref cost);

    /// <summary>Whether it has, or is about to have, a number greater than this. Needs no lock.</summary>
    public bool HasAfter(long seq) => Volatile.Read(ref newest) > seq;

    /// <summary>What one recv brought.</summary>
    public void Received(ReadOnlySpan<byte> bytes, DateTimeOffset at, ReadOnlySpan<FoundFrame> frames)
    {
        lock (gate)
        {
            var kept = Newest(frames);
            var turned = Turn(RecordHead.Size + (kept.Length * 16) + bytes.Length);
            var head = new RecordHead { Tag = RecordTag.Received, Length = bytes.Length, Count = kept.Length, Seq = Number(), At = Microseconds(at) };
            if (turned is not null)
            {
                turned.Write(head);
                turned.Write(kept);
                turned.Write(bytes);
            }

            Count(turned, head.Seq, bytes.Length);
            places = places with { Came = places.Came + bytes.Length, Framed = frames.IsEmpty ? places.Framed : frames[^1].End };
        }
    }

    /// <summary>
    /// Frames that were found in what had come before, at its end or in a silence. They have a number of their own: whoever has
    /// passed their chunk would not see them otherwise.
    /// </summary>
    public void Framed(ReadOnlySpan<FoundFrame> frames)
    {
        lock (gate)
        {
            PutFrames(RecordTag.Framed, frames, Number());
        }
    }

    /// <summary>These bytes are on their way, behind all before them.</summary>
    public void Appended(ReadOnlySpan<byte> bytes, in Label label)
    {
        lock (gate)
        {
            if (label.Spelling is not { } spelling)
            {
                Put(bytes, label);
            }
            else if (bytes.Length >= Math.Max(SharedBytes, spelling.Count / SharedPart))
            {
                Put(spelling.Share(capture.Spelled), label.From, bytes.Length, Math.Max(bytes.Length, spelling.Count / 2));
            }
            else
            {
                for (var i = label.From; i < label.From + label.Count; i++)
                {
                    var (length, room, seq) = spelling[i];
                    Put(bytes[..length], new Label(FrameKind.Message, spelling.Dialect, room, seq));
                    bytes = bytes[length..];
                }
            }
        }
    }

    /// <summary>The next so many bytes of those are given to the socket now.</summary>
    public void Writing(int bytes, DateTimeOffset at, string? note)
    {
        lock (gate)
        {
            var turned = Turn(RecordHead.Size);
            var head = new RecordHead
            {
                Tag = RecordTag.Written, Thing = turned?.Refer(note) ?? 0, Length = bytes, Seq = Number(), At = Microseconds(at),
            };
            turned?.Write(head);
            Count(turned, head.Seq, bytes);
            Settle();
            places = places with { Written = places.Written + bytes };
        }
    }

    /// <summary>The last so many bytes of those are thrown away instead.</summary>
    public void Dropped(int bytes)
    {
        lock (gate)
        {
            Turn(RecordHead.Size)?.Write(new RecordHead { Tag = RecordTag.Dropped, Length = bytes });
            places = places with { Appended = places.Appended - bytes };
        }
    }

    /// <summary>The message whose frame ends at this place of what came has its place in a room now.</summary>
    public void Placed(long end, string room, long seq)
    {
        lock (gate)
        {
            if (Turn(RecordHead.Size) is { } turned)
            {
                turned.Write(new RecordHead { Tag = RecordTag.Placed, Thing = turned.Refer(room), Seq = seq, At = end });
                Settle();
            }
        }
    }

    internal static long Microseconds(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private void Put(ReadOnlySpan<byte> bytes, in Label label)
    {
        if (!bytes.IsEmpty && Turn(RecordHead.Size + bytes.Length) is { } turned)
        {
            turned.Write(new RecordHead
            {
                Tag = RecordTag.Appended,
                Kind = (byte)label.Kind,
                Dialect = turned.Refer(label.Dialect),
                Thing = turned.Refer(label.Room),
                Length = bytes.Length,
                Seq = label.Seq,
            });
            turned.Write(bytes);
            Settle();
        }

        places = places with { Appended = places.Appended + bytes.Length };
    }

    private void Put(Spelled spelled, int from, int length, int charge)
    {
        if (Turn(RecordHead.Size, charge) is { } turned)
        {
            turned.Write(new RecordHead { Tag = RecordTag.Shared, Thing = turned.Refer(spelled, charge), Length = length, Count = from });
            Settle();
        }

        places = places with { Appended = places.Appended + length };
    }

    private void PutFrames(RecordTag tag, ReadOnlySpan<FoundFrame> frames, long seq)
    {
        var kept = Newest(frames);
        if (Turn(RecordHead.Size + (kept.Length * 16)) is { } turned)
        {
            turned.Write(new RecordHead { Tag = tag, Count = kept.Length, Seq = seq });
            turned.Write(kept);
            turned.Newest = Math.Max(turned.Newest, seq);
        }

        if (!frames.IsEmpty)
        {
            places = places with { Framed = frames[^1].End };
        }

        if (seq > 0)
        {
            Volatile.Write(ref newest, seq);
        }
    }

    // The mark is set before the number is taken, so that nobody who knows the number passes by.
    private long Number()
    {
        Volatile.Write(ref newest, Now);
        return capture.NextNumber();
    }

    private void Count(RingPage? kept, long seq, int bytes)
    {
        if (kept is null)
        {
            droppedChunks++;
            droppedBytes += bytes;
        }
        else
        {
            kept.Chunks++;
            kept.ChunkBytes += bytes;
            kept.Newest = seq;
        }

        Volatile.Write(ref newest, seq);
    }

    // Thousands of frames in one chunk are nothing but line ends: the newest of them say enough.
    private ReadOnlySpan<FoundFrame> Newest(ReadOnlySpan<FoundFrame> frames) =>
        frames[^Math.Min(frames.Length, Math.Max(1, capture.SessionBytes / 64))..];
}
