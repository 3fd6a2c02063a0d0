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
/// 5. A thousand sessions push each other out of the cache: what a record needs lies in this object, in one place, and behind the
///    record before it. Pages are looked at when they are turned.
/// </remarks>
internal sealed partial class ChunkRing
{
    /// <summary>What it takes when it is empty.</summary>
    public const int BaseCost = 320;

    // A chunk is being put down: whoever looks must wait for the lock.
    private const long Now = long.MaxValue;

    private readonly Capture capture;
    private readonly Lock gate = new();
    private readonly RingPages pages;
    private RingPage? page;
    private byte[] memory = [];
    private IDialect? dialect;
    private string? room;
    private long newest;
    private int position;
    private int limit;
    private int chunks;
    private StreamPlaces places;

    internal ChunkRing(Capture capture, long session)
    {
        this.capture = capture;
        Session = session;
        pages = new RingPages(capture);
        capture.Charge(BaseCost);
    }

    public long Session { get; }

    /// <summary>Memory it takes.</summary>
    public int Cost => pages.Cost;

    /// <summary>Whether it has, or is about to have, a number greater than this. Needs no lock.</summary>
    public bool HasAfter(long seq) => Volatile.Read(ref newest) > seq;

    /// <summary>What one recv brought.</summary>
    public void Received(ReadOnlySpan<byte> bytes, DateTimeOffset at, ReadOnlySpan<FoundFrame> frames)
    {
        lock (gate)
        {
            var kept = Newest(frames);
            if (Turn(RecordWriter.HeadBytes + (kept.Length * RecordWriter.FrameBytes) + bytes.Length))
            {
                var record = Begin();
                record.Tag(RecordTag.Received);
                Number(ref record, at);
                record.Number(bytes.Length);
                record.Frames(kept, ref places);
                record.Bytes(bytes);
                End(record);
                chunks++;
            }
            else
            {
                Lose(bytes.Length);
                places.Framed = frames.IsEmpty ? places.Framed : frames[^1].End;
            }

            places.Came += bytes.Length;
            Volatile.Write(ref newest, places.Seq);
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
            PutFrames(RecordTag.Framed, frames);
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
            else if (spelling.IsWorthSharing(bytes.Length))
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
            if (Turn(RecordWriter.HeadBytes, refers: note is not null))
            {
                var record = Begin();
                record.Tag(RecordTag.Written, known: note is null);
                Number(ref record, at);
                record.Number(bytes);
                if (note is not null)
                {
                    record.Byte(page!.Refer(note));
                }

                End(record);
                chunks++;
            }
            else
            {
                Lose(bytes);
            }

            places.Written += bytes;
            Volatile.Write(ref newest, places.Seq);
        }
    }

    /// <summary>The last so many bytes of those are thrown away instead.</summary>
    public void Dropped(int bytes)
    {
        lock (gate)
        {
            if (Turn(RecordWriter.HeadBytes))
            {
                var record = Begin();
                record.Tag(RecordTag.Dropped);
                record.Number(bytes);
                End(record);
            }

            places.Appended -= bytes;
        }
    }

    /// <summary>The message whose frame ends at this place of what came has its place in a room now.</summary>
    public void Placed(long end, string room, long seq)
    {
        lock (gate)
        {
            if (Turn(RecordWriter.HeadBytes, refers: !ReferenceEquals(room, this.room)))
            {
                var record = Begin();
                var known = ReferenceEquals(room, this.room);
                record.Tag(RecordTag.Placed, known);
                if (!known)
                {
                    record.Byte(page!.Refer(room));
                    this.room = room;
                }

                record.Step(places.Framed - end);
                record.Message(seq, ref places);
                End(record);
            }
        }
    }

    internal static long Microseconds(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private void Put(ReadOnlySpan<byte> bytes, in Label label)
    {
        if (!bytes.IsEmpty && Turn(RecordWriter.HeadBytes + bytes.Length, refers: !Knows(label)))
        {
            var record = Begin();
            var known = Knows(label);
            record.Tag(RecordTag.Appended, known, label.Kind);
            if (!known)
            {
                (dialect, room) = (label.Dialect, label.Room);
                record.Byte(page!.Refer(dialect));
                record.Byte(page.Refer(room));
            }

            record.Message(label.Seq, ref places);
            record.Number(bytes.Length);
            record.Bytes(bytes);
            End(record);
        }

        places.Appended += bytes.Length;
    }

    private void Put(Spelled spelled, int from, int length, int charge)
    {
        if (Turn(RecordWriter.HeadBytes, charge, refers: true))
        {
            var record = Begin();
            record.Tag(RecordTag.Shared);
            record.Byte(page!.Refer(spelled, charge));
            record.Number(from);
            record.Number(length);
            End(record);
            pages.Settle();
        }

        places.Appended += length;
    }

    private void PutFrames(RecordTag tag, ReadOnlySpan<FoundFrame> frames)
    {
        var kept = Newest(frames);
        if (Turn(RecordWriter.HeadBytes + (kept.Length * RecordWriter.FrameBytes)))
        {
            var record = Begin();
            record.Tag(tag);
            if (tag == RecordTag.Framed)
            {
                var before = places.Seq;
                places.Seq = Number();
                record.Number(places.Seq - before);
            }

            record.Frames(kept, ref places);
            End(record);
        }
        else
        {
            places.Seq = tag == RecordTag.Framed ? Number() : places.Seq;
            places.Framed = frames.IsEmpty ? places.Framed : frames[^1].End;
        }

        Volatile.Write(ref newest, places.Seq);
    }

    private bool Knows(in Label label) => ReferenceEquals(label.Dialect, dialect) && ReferenceEquals(label.Room, room);

    // Thousands of frames in one chunk are nothing but line ends: the newest of them say enough.
    private ReadOnlySpan<FoundFrame> Newest(ReadOnlySpan<FoundFrame> frames) =>
        frames[^Math.Min(frames.Length, Math.Max(1, capture.SessionBytes / 64))..];
}
