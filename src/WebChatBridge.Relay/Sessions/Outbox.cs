namespace WebChatBridge.Relay;

/// <summary>
/// What waits to be written to one session. Anybody may append; a <see cref="Flush"/> takes what waits and says how far it
/// came. Bounded: it refuses over the limit.
/// </summary>
/// <remarks>
/// 1. Appends are whole frames; a frame is never torn by <see cref="DropWaiting"/>.
/// 2. Bytes leave in the order of the appends.
/// 3. Once something was refused, nothing later is taken but last words: a reader never gets a stream with a hole in it.
/// 4. After <see cref="Complete"/> nothing is taken.
/// 5. Whoever waits for a mark is answered, whatever becomes of the session.
/// 6. What waits lies in pooled pieces, counted as large as they are, and given back when they are taken: an idle session costs none.
/// 7. What waits because we have not tried to write it yet tells nothing of the reader: only what is too much for us refuses it.
/// </remarks>
public sealed partial class Outbox
{
    // How many times the limit may wait before a first try to write, which only a machine that is far behind is late with.
    private const long Untried = 4;

    private readonly Flush flush;
    private readonly int maxBytes;
    private readonly SendBuffers buffers;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly Marks marks = new();
    private readonly Overload overload;
    private readonly WaitingBytes waiting;
    private int inFlight;
    private byte[] leased = [];
    private bool flushing;
    private volatile bool blocked;
    private bool refused;
    private long appended;
    private long written;
    private long answerEnd;
    private int answerBytes;
    private long blockedAt;
    private long lastTicks;

    internal Outbox(Stream output, int maxBytes, SendBuffers buffers, TimeProvider time)
    {
        flush = new Flush(this, output, time);
        this.maxBytes = maxBytes;
        this.buffers = buffers;
        waiting = new WaitingBytes(buffers);
        this.time = time;
        overload = new Overload(time);
    }

    /// <summary>Bytes appended and not yet taken by the socket.</summary>
    public int Queued => waiting.Count + inFlight;

    /// <summary>Bytes of the buffers in which they lie. Under the lock: what a flush takes at this moment must not look like nothing.</summary>
    internal int Held
    {
        get
        {
            lock (gate)
            {
                return waiting.Held + leased.Length;
            }
        }
    }

    /// <summary>Bytes the socket took.</summary>
    public long Written => Volatile.Read(ref written);

    /// <summary>Where the last append ended, counted like <see cref="Written"/>: the mark for <see cref="WhenWrittenAsync"/>.</summary>
    public long Mark => Volatile.Read(ref appended);

    /// <summary>The socket takes no more for now: what waits, waits for its reader and not for us.</summary>
    public bool Blocked => blocked;

    /// <summary>When it last took some.</summary>
    public DateTimeOffset? LastAt => Volatile.Read(ref lastTicks) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Told of each part just before the socket gets it, with what was done to it on purpose; on the flush's thread.</summary>
    internal Action<ReadOnlyMemory<byte>, string?>? Writing
    {
        get => flush.Writing;
        set => flush.Writing = value;
    }

    /// <summary>Where what is written is kept to be looked at. Set once, before anything is appended.</summary>
    internal ChunkRing? Ring { get; init; }

    /// <summary>For how long the socket has taken nothing; zero while it is our turn: nothing waits, we have not tried to write, or hold it back on purpose.</summary>
    public TimeSpan Stalled => blocked && Queued > 0 ? time.GetElapsedTime(Volatile.Read(ref blockedAt)) : TimeSpan.Zero;

    /// <summary>
    /// For how long more than <paramref name="bytes"/> have been waiting, and not because of us. Asked regularly, by one caller.
    /// </summary>
    public TimeSpan Over(int bytes) => overload.Lasts(Queued > bytes && !Slowed);

    /// <summary>Takes whole frames. False when they do not fit; then nothing was taken, and nothing will be.</summary>
    internal bool TryAppend(ReadOnlySpan<byte> frames, in Label label = default)
    {
        lock (gate)
        {
            if (frames.IsEmpty || completed || givenUp || Fault is not null)
            {
                return true; // nobody is there to read it, which is not the reader's slowness
            }

            if (refused || !Fits(frames.Length))
            {
                refused = true;
                return false;
            }

            Take(frames, label);
        }

        buffers.Look();
        return true;
    }

    /// <summary>
    /// Takes the answer to a request, whatever its size: until it is written it does not count against the limit. One at a
    /// time; the caller waits for the mark it is given before the next.
    /// </summary>
    internal long AppendAnswer(ReadOnlySpan<byte> frames, in Label label = default)
    {
        long mark;
        lock (gate)
        {
            if (!completed && !givenUp && !refused && Fault is null)
            {
                Take(frames, label);
                (answerEnd, answerBytes) = (appended, frames.Length);
            }

            mark = appended;
        }

        buffers.Look();
        return mark;
    }

    /// <summary>True once the socket took everything up to the mark; false when it never will.</summary>
    public Task<bool> WhenWrittenAsync(long mark)
    {
        lock (gate)
        {
            return written >= mark || Fault is not null || mark > appended || (completed && !flushing)
                ? Task.FromResult(written >= mark)
                : marks.Wait(mark);
        }
    }

    /// <summary>Done once we have tried to write: the socket took some, or is full, or nothing waits.</summary>
    public Task WhenTriedAsync()
    {
        lock (gate)
        {
            return blocked || !flushing || Fault is not null ? Task.CompletedTask : marks.WaitTried();
        }
    }

    /// <summary>The socket does not take it at once.</summary>
    internal void Block()
    {
        lock (gate)
        {
            Volatile.Write(ref blockedAt, time.GetTimestamp()); // from here on it is the reader's time
            blocked = true;
            marks.Tried();
        }
    }

    /// <summary>The socket took so many.</summary>
    internal void Progress(int bytes, DateTimeOffset at)
    {
        Volatile.Write(ref lastTicks, at.UtcTicks);
        lock (gate)
        {
            blocked = false;
            marks.Tried();
            inFlight -= bytes;
            written += bytes;
            if (inFlight == 0)
            {
                Land();
            }

            marks.Reached(written);
        }
    }

    // Under the lock. One piece larger than the limit may wait alone: a limit on messages does not become one on this.
    private bool Fits(int bytes)
    {
        var counted = Queued - (written < answerEnd ? answerBytes : 0);
        return counted == 0 || counted + bytes <= (blocked || detour is not null ? maxBytes : Untried * maxBytes);
    }

    // Under the lock.
    private void Take(ReadOnlySpan<byte> frames, in Label label, string? note = null)
    {
        if (frames.IsEmpty)
        {
            return;
        }

        waiting.Append(frames);
        Ring?.Appended(frames, label);
        appended += frames.Length;
        detour?.Add(appended, note);
        if (!flushing)
        {
            flushing = true;
            flush.Begin();
        }
    }
}
