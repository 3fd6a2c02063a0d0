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
/// 6. The waiting buffer is given back when it is empty: an idle session costs none.
/// </remarks>
public sealed partial class Outbox
{
    private readonly Flush flush;
    private readonly int maxBytes;
    private readonly OutboxTotal total;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly Marks marks = new();
    private readonly Overload overload;
    private readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WaitingBytes waiting = new();
    private int inFlight;
    private bool flushing;
    private volatile bool blocked;
    private bool refused;
    private bool completed;
    private long appended;
    private long written;
    private long answerEnd;
    private int answerBytes;
    private long progressAt;
    private long lastTicks;

    internal Outbox(Stream output, int maxBytes, OutboxTotal total, TimeProvider time)
    {
        flush = new Flush(this, output, time);
        this.maxBytes = maxBytes;
        this.total = total;
        this.time = time;
        overload = new Overload(time);
    }

    /// <summary>Bytes appended and not yet taken by the socket.</summary>
    public int Queued => waiting.Count + inFlight;

    /// <summary>Bytes the socket took.</summary>
    public long Written => Volatile.Read(ref written);

    /// <summary>Where the last append ended, counted like <see cref="Written"/>: the mark for <see cref="WhenWrittenAsync"/>.</summary>
    public long Mark => Volatile.Read(ref appended);

    /// <summary>The socket takes no more for now: what waits, waits for its reader and not for us.</summary>
    public bool Blocked => blocked;

    /// <summary>Set when writing failed: the connection is gone.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>When it last took some.</summary>
    public DateTimeOffset? LastAt => Volatile.Read(ref lastTicks) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Called once, on a pool thread, when writing failed.</summary>
    internal Action<Exception>? Broken { get; set; }

    /// <summary>Told of each part just before the socket gets it, with what was done to it on purpose; on the flush's thread.</summary>
    internal Action<ReadOnlyMemory<byte>, string?>? Writing
    {
        get => flush.Writing;
        set => flush.Writing = value;
    }

    /// <summary>Where what is written is kept to be looked at. Set once, before anything is appended.</summary>
    internal ChunkRing? Ring { get; init; }

    /// <summary>Done when everything is written after <see cref="Complete"/>, or writing failed.</summary>
    public Task Drained => drained.Task;

    /// <summary>For how long the socket has taken nothing although bytes wait; zero when none wait, or we hold them back on purpose.</summary>
    public TimeSpan Stalled => Queued == 0 || held ? TimeSpan.Zero : time.GetElapsedTime(Volatile.Read(ref progressAt));

    /// <summary>
    /// For how long more than <paramref name="bytes"/> have been waiting, and not because of us. Asked regularly, by one caller.
    /// </summary>
    public TimeSpan Over(int bytes) => overload.Lasts(Queued > bytes && !Slowed);

    /// <summary>Takes whole frames. False when they do not fit; then nothing was taken, and nothing will be.</summary>
    internal bool TryAppend(ReadOnlySpan<byte> frames, in Label label = default)
    {
        lock (gate)
        {
            if (frames.IsEmpty || completed || Fault is not null)
            {
                return true; // nobody is there to read it, which is not the reader's slowness
            }

            // One piece larger than the limit may wait alone: a limit on messages does not become one on this.
            var counted = Queued - (written < answerEnd ? answerBytes : 0);
            if (refused || (counted > 0 && counted + frames.Length > maxBytes))
            {
                refused = true;
                return false;
            }

            Take(frames, label);
            return true;
        }
    }

    /// <summary>
    /// Takes the answer to a request, whatever its size: until it is written it does not count against the limit. One at a
    /// time; the caller waits for the mark it is given before the next.
    /// </summary>
    internal long AppendAnswer(ReadOnlySpan<byte> frames, in Label label = default)
    {
        lock (gate)
        {
            if (!completed && !refused && Fault is null)
            {
                Take(frames, label);
                (answerEnd, answerBytes) = (appended, frames.Length);
            }

            return appended;
        }
    }

    /// <summary>Throws away what is not on its way yet: only last words matter to a reader that is too slow.</summary>
    public void DropWaiting()
    {
        lock (gate)
        {
            if (Fault is null)
            {
                var dropped = waiting.Drop();
                detour?.Clear();
                total.Add(-dropped);
                appended -= dropped;
                marks.Drop(appended);
                Ring?.Dropped(dropped);
            }
        }
    }

    /// <summary>Takes these last words, full or not, and then nothing more; <see cref="Drained"/> tells when all is written.</summary>
    internal void Complete(ReadOnlySpan<byte> lastWords = default, in Label label = default)
    {
        lock (gate)
        {
            if (!completed && Fault is null)
            {
                Take(lastWords, label);
            }

            completed = true;
            detour?.Begin(null); // what is said on the way out is said plainly
            if (!flushing)
            {
                Rest();
            }
        }
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
            blocked = true;
            marks.Tried();
        }
    }

    /// <summary>The socket took so many.</summary>
    internal void Progress(int bytes, DateTimeOffset at)
    {
        total.Add(-bytes);
        Volatile.Write(ref progressAt, time.GetTimestamp());
        Volatile.Write(ref lastTicks, at.UtcTicks);
        lock (gate)
        {
            blocked = false;
            marks.Tried();
            inFlight -= bytes;
            written += bytes;
            marks.Reached(written);
        }
    }

    /// <summary>Writing failed.</summary>
    internal void Break(Exception error)
    {
        lock (gate)
        {
            Fault = error;
            marks.Tried();
            total.Add(-Queued);
            waiting.Drop();
            inFlight = 0;
            marks.DropAll();
        }

        drained.TrySetResult();
        Broken?.Invoke(error);
    }

    // Under the lock.
    private void Rest()
    {
        marks.Tried();
        flushing = false;
        if (completed)
        {
            marks.DropAll();
            drained.TrySetResult();
        }
    }

    // Under the lock.
    private void Take(ReadOnlySpan<byte> frames, in Label label, string? note = null)
    {
        if (frames.IsEmpty)
        {
            return;
        }

        if (Queued == 0)
        {
            Volatile.Write(ref progressAt, time.GetTimestamp());
        }

        waiting.Append(frames);
        Ring?.Appended(frames, label);
        appended += frames.Length;
        detour?.Add(appended, note);
        total.Add(frames.Length);
        if (!flushing)
        {
            flushing = true;
            flush.Begin();
        }
    }
}
