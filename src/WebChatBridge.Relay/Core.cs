namespace WebChatBridge.Relay;

/// <summary>What the core loop owns: nobody else writes any of it, so none of it is locked. docs/concurrency.md.</summary>
internal sealed class Core
{
    private long lastNumber;

    public Core(LimitOptions limits, TimeProvider time)
    {
        Limits = limits;
        Time = time;
        Names = new Names(limits.NameChars);
        Pairs = new PairSeating(Rooms);
        Idempotency = new Idempotency(time);
        Queue = new AcceptQueue(limits.AcceptQueueBytes);
        Events = new EventStream(time);
        EventLog = new EventLog(time, () => Interlocked.Increment(ref lastNumber));
    }

    public LimitOptions Limits { get; }

    public TimeProvider Time { get; }

    public SessionDirectory Sessions { get; } = new();

    public RoomDirectory Rooms { get; } = new();

    public Names Names { get; }

    /// <summary>Which session each program with a stable id has.</summary>
    public Dictionary<string, Session> Clients { get; } = new(StringComparer.Ordinal);

    public PairSeating Pairs { get; }

    public Idempotency Idempotency { get; }

    public EventStream Events { get; }

    /// <summary>What happened to sessions; anybody may write it.</summary>
    public EventLog EventLog { get; }

    /// <summary>The way in; everybody may write it.</summary>
    public AcceptQueue Queue { get; }

    public OutboxTotal Outboxes { get; } = new();

    public RelayMetrics Metrics { get; } = new();

    public MessageRate Rate { get; } = new();
}
