namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>
/// The scheduler of one life of a relay: whatever the relay would leave to the thread pool waits here, and chance decides what
/// runs next, on one thread. So every order that the pool could have is possible, and each can be had again.
/// </summary>
internal sealed class SimContext(Chance chance, WorkOrder order) : SynchronizationContext
{
    private readonly int thread = Environment.CurrentManagedThreadId;
    private readonly List<(SendOrPostCallback Work, object? State)> ready = [];
    private volatile string? escaped;

    /// <summary>How much could run now.</summary>
    public int Ready => ready.Count;

    /// <summary>Pieces of work done.</summary>
    public long Done { get; private set; }

    /// <summary>What was decided, as one number: equal decisions, equal number.</summary>
    public ulong Fingerprint { get; private set; } = 14_695_981_039_346_656_037;

    /// <summary>How something came to run on another thread; null while nothing did.</summary>
    public string? Escaped => escaped;

    /// <summary>The relay has died: what it had still to do is not done.</summary>
    public bool Dead { get; private set; }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (Environment.CurrentManagedThreadId != thread)
        {
            escaped ??= Environment.StackTrace;
        }
        else if (!Dead)
        {
            ready.Add((d, state));
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing here waits for another thread.");

    /// <summary>Does one piece of work. False when there is none.</summary>
    public bool Step()
    {
        if (ready.Count == 0)
        {
            return false;
        }

        var next = Choose();
        Fingerprint = (Fingerprint ^ (ulong)((ready.Count << 16) + next)) * 1_099_511_628_211;
        var (work, state) = ready[next];
        ready.RemoveAt(next);
        Done++;
        Enter(() => work(state));
        return true;
    }

    /// <summary>Does something as if the relay itself did it: what it leaves for later comes here.</summary>
    public void Enter(Action what)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            what();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public void Die()
    {
        Dead = true;
        ready.Clear();
    }

    private int Choose() => order switch
    {
        WorkOrder.Fair => 0,
        WorkOrder.NewestFirst => chance.OneIn(4) ? 0 : ready.Count - 1,
        _ => chance.Below(ready.Count),
    };
}
