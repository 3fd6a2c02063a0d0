using System.Collections.Concurrent;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace WebChatBridge.Relay;

/// <summary>
/// One thread that waits for all plain sockets at once (epoll, level-triggered) and goes round: what has come is received and cut
/// into requests, then the core loop takes them all, then each outbox writes once. No message changes threads.
/// </summary>
/// <remarks>
/// 1. Whatever runs on it never blocks: whoever has to wait awaits, and goes on elsewhere.
/// 2. Work that is added in a turn is done in that turn, before the next wait.
/// 3. An event of a descriptor that is closed, or whose number belongs to another one by now, reaches nobody.
/// </remarks>
internal sealed class Poller : IAsyncDisposable
{
    private const int MostEvents = 256;

    // A key that no descriptor has: somebody called.
    private const long CallKey = -1;

    // Linux packs the structure on x64 only: events (4 bytes), then the 8 bytes that are handed back.
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;

    private static readonly int EventBytes = DataOffset + sizeof(long);

    [ThreadStatic]
    private static Poller? current;

    private readonly Descriptor poll = Made(Libc.CreatePoll(Libc.CloseOnExec));
    private readonly Descriptor call = Made(Libc.CreateEvent(0, Libc.CloseOnExec | Libc.NonBlocking));
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<IThreadPoolWorkItem> turn = new();
    private readonly ConcurrentQueue<IThreadPoolWorkItem> called = new();
    private readonly Lock gate = new();
    private Polled?[] polled = new Polled?[1_024];
    private uint added;
    private int calling;
    private volatile bool stopping;

    public Poller()
    {
        Control(Libc.AddToPoll, call, PollEvents.In, CallKey);
        new Thread(Run) { IsBackground = true, Name = "relay poller" }.Start();
    }

    /// <summary>Does it at the end of this turn, when this is the thread of a poller; otherwise on the thread pool.</summary>
    public static void Post(IThreadPoolWorkItem work)
    {
        if (current is { } poller)
        {
            poller.turn.Enqueue(work);
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);
        }
    }

    /// <summary>Does it on this poller's thread, whoever asks: at the end of its turn, or of the next.</summary>
    public void Take(IThreadPoolWorkItem work)
    {
        if (current == this)
        {
            turn.Enqueue(work);
        }
        else
        {
            called.Enqueue(work);
            Call();
        }
    }

    /// <summary>Watches one more.</summary>
    public void Add(Polled one, PollEvents events)
    {
        var number = (int)one.Handle.DangerousGetHandle();
        lock (gate)
        {
            if (number >= polled.Length)
            {
                Array.Resize(ref polled, Math.Max(number + 1, polled.Length * 2));
            }

            one.Key = ((long)++added << 32) | (uint)number;
            polled[number] = one;
        }

        Control(Libc.AddToPoll, one.Handle, events, one.Key);
    }

    /// <summary>Watches it for something else.</summary>
    public void Modify(Polled one, PollEvents events) => Control(Libc.ModifyInPoll, one.Handle, events, one.Key);

    /// <summary>Watches it no more, though it stays open.</summary>
    public void Delete(Polled one)
    {
        Control(Libc.DeleteFromPoll, one.Handle, PollEvents.None, one.Key);
        Forget(one);
    }

    /// <summary>It is about to be closed, which ends the watching.</summary>
    public void Forget(Polled one)
    {
        lock (gate)
        {
            if (Find(one.Key) == one)
            {
                polled[(uint)one.Key] = null;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!stopping)
        {
            stopping = true;
            Call();
        }

        await ended.Task.ConfigureAwait(false);
        call.Dispose();
        poll.Dispose();
    }

    private static Descriptor Made(int number) => number >= 0 ? new Descriptor(number) : throw new Win32Exception(Libc.Error);

    private unsafe void Run()
    {
        current = this;
        var events = stackalloc byte[MostEvents * EventBytes];
        while (!stopping)
        {
            var count = Libc.WaitForPoll(poll, events, MostEvents, milliseconds: -1);
            for (var at = events; at < events + (count * EventBytes); at += EventBytes)
            {
                var key = *(long*)(at + DataOffset);
                if (key == CallKey)
                {
                    Answer();
                }

                Find(key)?.Happened((PollEvents)(*(uint*)at));
            }

            while (turn.TryDequeue(out var work))
            {
                work.Execute();
            }
        }

        ended.SetResult();
    }

    // One call is enough for all that is put down before it is answered.
    private void Call()
    {
        if (Interlocked.Exchange(ref calling, 1) == 0)
        {
            _ = Libc.Write(call, 1, sizeof(long));
        }
    }

    private void Answer()
    {
        _ = Libc.Read(call, out _, sizeof(long));
        Interlocked.Exchange(ref calling, 0); // whoever comes after this calls again
        while (called.TryDequeue(out var work))
        {
            turn.Enqueue(work);
        }
    }

    private Polled? Find(long key)
    {
        var all = Volatile.Read(ref polled);
        return (uint)key < all.Length && Volatile.Read(ref all[(uint)key]) is { } one && one.Key == key ? one : null;
    }

    private unsafe void Control(int what, SafeHandle descriptor, PollEvents events, long key)
    {
        var pollEvent = stackalloc byte[EventBytes];
        *(uint*)pollEvent = (uint)events;
        *(long*)(pollEvent + DataOffset) = key;
        if (Libc.ControlPoll(poll, what, descriptor, pollEvent) != 0)
        {
            throw new Win32Exception(Libc.Error);
        }
    }
}
