using System.Net;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// Somebody in the conversation: a TCP program or a user of the hub. Each field has one owner, named below; everybody else
/// only reads, and may read a value that is one step old.
/// </summary>
public sealed class Session
{
    private readonly TaskCompletionSource<Signals.Ended> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int historiesAsked;

    internal Session(Sender who, Endpoint? endpoint, string? remote, DateTimeOffset openedAt, Outbox? outbox, Replies? replies = null)
    {
        Who = who;
        Endpoint = endpoint;
        Remote = remote;
        OpenedAt = openedAt;
        Outbox = outbox;
        Input = new InputState(endpoint?.Dialect, hidden: endpoint?.Secret is not null);
        Replies = replies;
    }

    /// <summary>Its number; never used again.</summary>
    public long Id => Who.Id;

    /// <summary>Number, name and door. Owner: the core loop.</summary>
    public Sender Who { get; internal set; }

    /// <summary>When it connected.</summary>
    public DateTimeOffset OpenedAt { get; }

    /// <summary>Where it came in; null for the hub.</summary>
    internal Endpoint? Endpoint { get; }

    internal string? Remote { get; }

    /// <summary>Where it connects from; null for a user of the hub and for a partner.</summary>
    internal IPAddress? Address { get; init; }

    /// <summary>The kind of practice partner it is; null for everybody else.</summary>
    internal string? Partner { get; init; }

    /// <summary>How its connection is encrypted, in words; null when it is not.</summary>
    internal string? Secured { get; init; }

    /// <summary>Whether it must tell its endpoint's secret before anything else.</summary>
    internal bool AsksSecret => Endpoint?.Secret is not null && Partner is null;

    /// <summary>It has not told its endpoint's secret: nothing is told to it, nothing of it is shown. Owner: the read loop.</summary>
    internal bool SecretDue => Input.Hidden;

    /// <summary>What waits to be written to it; null for a user of the hub, whose watcher sees the rooms.</summary>
    internal Outbox? Outbox { get; }

    /// <summary>What waits until it asks, where it reads only replies; otherwise null. Owner: the core loop.</summary>
    internal Replies? Replies { get; }

    /// <summary>Bytes that wait for it, wherever.</summary>
    internal int Waiting => (Outbox?.Queued ?? 0) + (Replies?.Waiting ?? 0);

    /// <summary>Bytes of the buffers in which they lie.</summary>
    internal int Held => (Outbox?.Held ?? 0) + (Replies?.Held ?? 0);

    /// <summary>Whether a frame of it may take as long as a person needs to type it.</summary>
    internal bool TypedByPeople => Input.Dialect is LineDialect or RawDialect or AutoDialect;

    /// <summary>Its socket's two ends; null for a user of the hub. Set once, before it arrives.</summary>
    internal Connection? Connection { get; set; }

    /// <summary>How it is treated badly on purpose. Owner: the core loop.</summary>
    internal Misconduct? Misconduct { get; set; }

    /// <summary>When reading went on that was stopped on purpose; what it did not do before is not its fault. Owner: the core loop.</summary>
    internal DateTimeOffset ReadAgainAt { get; set; }

    /// <summary>What went over its wire; null where nothing is kept, and for a user of the hub. Set once, before it arrives.</summary>
    internal ChunkRing? Ring { get; set; }

    /// <summary>What its read loop knows. Owner: the read loop.</summary>
    internal InputState Input { get; }

    /// <summary>What came from it and is not delivered yet; its read loop waits while that is too much.</summary>
    internal Credit Credit { get; } = new();

    /// <summary>Where it sits; stays set after the end. Owner: the core loop.</summary>
    internal Room? Room { get; set; }

    /// <summary>The direct lines it takes part in; null while there are none. Owner: the core loop.</summary>
    internal List<Room>? DirectLines { get; set; }

    /// <summary>How many of them it began itself: that many are bounded. Owner: the core loop.</summary>
    internal int LinesBegun { get; set; }

    /// <summary>The check-up its program is put through; null for none. Owner: the core loop.</summary>
    internal CheckUpRun? CheckUp { get; set; }

    /// <summary>The stable id of its program. Owner: the core loop.</summary>
    internal string? Client { get; set; }

    /// <summary>True once it may post: at arrival, or with hello. Owner: the core loop.</summary>
    internal bool Seated { get; set; }

    /// <summary>The others know that it is here. Owner: the core loop.</summary>
    internal bool Announced { get; set; }

    /// <summary>
    /// The newest message of its room when it sat down, or when its replay ended: what is delivered later comes after it.
    /// Owner: the core loop.
    /// </summary>
    internal long SeatedAfter { get; set; }

    /// <summary>The room is being read to it from the log; live messages come after. Owner: the core loop.</summary>
    internal bool Replaying { get; set; }

    /// <summary>A goodbye of the partner that must not overtake the replay. Owner: the core loop.</summary>
    internal bool PartnerByeDue { get; set; }

    /// <summary>An end that must not overtake the replay. Owner: the core loop.</summary>
    internal Signals.Ended? EndDue { get; set; }

    /// <summary>A framed goodbye was written to it. Owner: the core loop.</summary>
    internal bool GoodbyeWritten { get; set; }

    /// <summary>When its input ended (FIN). Owner: the core loop.</summary>
    internal DateTimeOffset? HalfClosedAt { get; set; }

    /// <summary>Messages accepted from it. Owner: the core loop.</summary>
    internal long MessagesIn { get; set; }

    /// <summary>Messages put on their way to it. Owner: the core loop.</summary>
    internal long MessagesOut { get; set; }

    /// <summary>The delivery it was last a sender in. Owner: the core loop.</summary>
    internal long SentInDelivery { get; set; }

    /// <summary>Reading the log for it; awaited at its end. Owner: the core loop.</summary>
    internal Task Reading { get; set; } = Task.CompletedTask;

    /// <summary>History requests not answered yet. Counted up by the core loop, down by whoever answered.</summary>
    internal int HistoriesAsked => Volatile.Read(ref historiesAsked);

    /// <summary>When and why it ended. Owner: the core loop.</summary>
    internal Closing? Closed { get; private set; }

    /// <summary>Done once the core loop has taken it out of its room and said the last words.</summary>
    internal Task<Signals.Ended> Ended => ended.Task;

    /// <summary>What its posts with an id are remembered under: its program's stable id, or itself.</summary>
    internal string PostsAs => Client ?? $"#{Id}";

    /// <summary>Where it is in its life.</summary>
    public SessionState State => Closed is not null ? SessionState.Closed : HalfClosedAt is not null ? SessionState.HalfClosed : SessionState.Open;

    internal void Close(DateTimeOffset at, CloseReason reason) => Closed = new Closing(at, reason);

    /// <summary>The last thing that happens to it.</summary>
    internal void Finish(Signals.Ended how) => ended.SetResult(how);

    internal void HistoryAsked() => Interlocked.Increment(ref historiesAsked);

    internal void HistoryAnswered() => Interlocked.Decrement(ref historiesAsked);

    /// <summary>Spells an event in its dialect right away: for answers to one session. False when its outbox is full.</summary>
    internal bool Tell(ServerEvent what)
    {
        if (Outbox is null || Input.Dialect is not { } dialect)
        {
            return true;
        }

        return Outbox.TryAppend(Speech.Spell(dialect, what), Label.Of(what, dialect));
    }

    /// <summary>Whether its dialect has words for this.</summary>
    internal bool Understands(ServerEvent what) => Outbox is null || Input.Dialect is not { } dialect || !Speech.Spell(dialect, what).IsEmpty;

    /// <summary>Puts encoded messages on their way. False when they do not fit.</summary>
    internal bool Deliver(ReadOnlySpan<byte> messages, in Label label) =>
        Replies is { } replies ? replies.TryHold(messages) : Outbox!.TryAppend(messages, label);

    /// <summary>As a console shows it.</summary>
    public SessionInfo Describe(TimeProvider time) => new()
    {
        Id = Id,
        Name = Who.Name,
        Origin = Who.Origin,
        Endpoint = Endpoint?.Options.Name ?? "hub",
        Dialect = Input.Dialect?.Name ?? "hub",
        DialectBecause = Input.DialectBecause,
        Remote = Remote,
        Secured = Secured,
        Room = Room?.Name,
        State = State,
        OpenedAt = OpenedAt,
        LastIn = Input.LastAt,
        LastOut = Outbox?.LastAt,
        BytesIn = Input.Bytes,
        BytesOut = Outbox?.Written ?? 0,
        MessagesIn = MessagesIn,
        MessagesOut = MessagesOut,
        Pending = Input.Pending,
        QueuedBytes = Waiting,
        QueuedSince = Outbox is { Queued: > 0 } ? time.GetUtcNow() - Outbox.Stalled : null,
        LineEnding = Input.LineEnding,
        Partner = Partner,
        Misbehaves = Closed is null ? Misconduct?.ToString() : null,
        ClosedAt = Closed?.At,
        Closed = Closed?.Reason,
    };
}
