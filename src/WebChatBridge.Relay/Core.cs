namespace WebChatBridge.Relay;

/// <summary>What the core loop owns: nobody else writes any of it, so none of it is locked. docs/concurrency.md.</summary>
internal sealed class Core
{
    public Core(LimitOptions limits, CaptureOptions capture, TimeProvider time)
    {
        Limits = limits;
        Time = time;
        Names = new Names(limits.NameChars);
        Pairs = new PairSeating(Rooms);
        Idempotency = new Idempotency(time);
        Queue = new AcceptQueue(limits.AcceptQueueBytes);
        Buffers = new SendBuffers(limits.TotalOutboxBytes) { Exceeded = new Overflow(this).Relieve };
        Events = new EventStream(time);
        Capture = new Capture(capture);
        Sessions = new SessionDirectory(Capture);
        EventLog = new EventLog(time, Capture.NextNumber);
        Hints = new SessionHints(Sessions, time);
    }

    public LimitOptions Limits { get; }

    public TimeProvider Time { get; }

    /// <summary>What went over the wires; it locks itself, everybody may read it.</summary>
    public Capture Capture { get; }

    public SessionDirectory Sessions { get; }

    public RoomDirectory Rooms { get; } = new();

    public Names Names { get; }

    /// <summary>Which session each program with a stable id has.</summary>
    public Dictionary<string, Session> Clients { get; } = new(StringComparer.Ordinal);

    public PairSeating Pairs { get; }

    public Idempotency Idempotency { get; }

    public EventStream Events { get; }

    /// <summary>What happened to sessions; anybody may write it.</summary>
    public EventLog EventLog { get; }

    /// <summary>What is odd about the bytes of sessions; found when somebody looks.</summary>
    public SessionHints Hints { get; }

    /// <summary>The way in; everybody may write it.</summary>
    public AcceptQueue Queue { get; }

    /// <summary>What waits for sessions lies in them; they lock themselves.</summary>
    public SendBuffers Buffers { get; }

    public RelayMetrics Metrics { get; } = new();

    public MessageRate Rate { get; } = new();
}
