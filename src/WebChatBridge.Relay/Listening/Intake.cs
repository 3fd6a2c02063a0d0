using System.Runtime.InteropServices;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>One session's input: bytes → frames → requests. It owns the parse state and waits for nothing. Owner: the read loop.</summary>
internal sealed class Intake
{
    private const int KeptCommands = 64;

    private readonly Relay relay;
    private readonly Core core;
    private readonly Session session;
    private IFrameReader frames;
    private long origin;
    private List<Command> commands = [];
    private List<FoundFrame> found = [];
    private List<(byte[] Bytes, Label Label)>? answers;
    private bool nameIsDue;
    private long admittedAt = long.MaxValue;
    private int requests;

    public Intake(Relay relay, Session session)
    {
        this.relay = relay;
        core = relay.Core;
        this.session = session;
        frames = session.Endpoint!.Dialect.NewReader();
        nameIsDue = session.Endpoint.Options.FirstFrameIsName;
    }

    /// <summary>The reader of its dialect.</summary>
    public IFrameReader Frames => frames;

    /// <summary>Why the session must end; null while its input keeps to the rules.</summary>
    public CloseReason? Violation { get; private set; }

    /// <summary>What was asked for and is not queued yet.</summary>
    public List<Command> Commands => commands;

    /// <summary>Takes what one recv brought.</summary>
    public void Take(ReadOnlySpan<byte> bytes)
    {
        var now = core.Time.GetUtcNow();
        var before = commands.Count;
        var came = session.Input.Bytes + bytes.Length;
        var hidden = session.SecretDue;
        var rest = bytes;
        FrameStatus status;
        while (Violation is null && (status = frames.Read(ref rest, out var frame)) != FrameStatus.NeedMore)
        {
            Take(status, frame, came);
        }

        if (hidden)
        {
            bytes = Secret.Hide(frames.Dialect, bytes, session.Input.Bytes, admittedAt);
        }

        session.Ring?.Received(bytes, now, CollectionsMarshal.AsSpan(found));
        Found();
        session.Input.Came(bytes, now);
        session.Input.Note(frames, now, fresh: commands.Count > before);
    }

    /// <summary>The input has ended (FIN).</summary>
    public void Finish()
    {
        if (Violation is null)
        {
            TakeLate(frames.Finish(out var frame), frame);
        }
    }

    /// <summary>Nothing came for as long as its dialect said.</summary>
    public void Pause()
    {
        TakeLate(frames.Paused(out var frame), frame);
    }

    /// <summary>
    /// Reads on in another dialect, from the first byte that is no frame yet. What is kept of the stream before it is looked at
    /// in that dialect, too.
    /// </summary>
    public void Speak(SpeakOrder order)
    {
        ReadOnlySpan<byte> pending = frames.Pending.ToArray();
        origin = session.Input.Bytes - pending.Length;
        session.Ring?.Decode(order.Dialect, upTo: origin);
        frames = order.Dialect.NewReader();
        session.Input.Speaks(order.Because);
        FrameStatus status;
        while (Violation is null && (status = frames.Read(ref pending, out var frame)) != FrameStatus.NeedMore)
        {
            Take(status, frame, session.Input.Bytes);
        }

        TakeLate(FrameStatus.NeedMore, default);
    }

    /// <summary>What was asked for is queued.</summary>
    public void Queued()
    {
        commands.Clear();
        if (commands.Capacity > KeptCommands)
        {
            commands = []; // a burst must not cost an idle session memory
        }
    }

    /// <summary>How many requests came since this was asked, posts and all others.</summary>
    public int TakeRequests()
    {
        var came = requests;
        requests = 0;
        return came;
    }

    private void TakeLate(FrameStatus status, Frame frame)
    {
        Take(status, frame, session.Input.Bytes);
        if (found.Count > 0)
        {
            session.Ring?.Framed(CollectionsMarshal.AsSpan(found));
        }

        Found();
        session.Input.Note(frames, core.Time.GetUtcNow(), fresh: true);
    }

    private void Take(FrameStatus status, Frame frame, long came)
    {
        switch (status)
        {
            case FrameStatus.Frame:
                var request = frames.Dialect.Interpret(frame);
                Find(session.SecretDue ? FrameKind.Control : nameIsDue && request is ClientRequest.Post ? FrameKind.Name : Decoding.KindOf(request), came);
                Add(request, frame.Payload);
                break;
            case FrameStatus.Reply:
                Find(FrameKind.Negotiation, came);
                Answer(frame.Payload.ToArray(), FrameKind.Negotiation);
                break;
            case FrameStatus.Violation:
                Find(FrameKind.Violation, came);
                Violated(frames.Violation!);
                break;
        }
    }

    private void Find(FrameKind kind, long came)
    {
        if (session.Ring is not null)
        {
            found.Add(Decoding.Entry(frames, kind, origin, came));
        }
    }

    private void Answer(byte[] bytes, FrameKind kind) => (answers ??= []).Add((bytes, new Label(kind)));

    // Only now that the question is captured may the answer be: the numbers of the chunks tell what came first.
    private void Found()
    {
        found.Clear();
        if (found.Capacity > KeptCommands)
        {
            found = [];
        }

        foreach (var (bytes, label) in answers ?? [])
        {
            session.Outbox!.TryAppend(bytes, label);
        }

        answers = null;
    }

    private void Add(ClientRequest request, ReadOnlySpan<byte> bytes)
    {
        var end = origin + frames.Place.End;
        requests++;
        if (session.SecretDue && !Admit(ref request, end))
        {
            return;
        }

        switch (request)
        {
            case ClientRequest.Malformed malformed:
                Violation = ReadingEnds.Malformed(malformed, bytes, origin + frames.Place.Start);
                return;
            case ClientRequest.Post name when nameIsDue:
                nameIsDue = false;
                commands.Add(new Command(session, new Signals.Named(name.Payload), end));
                return;
            case ClientRequest.Post post:
                session.Credit.Take(post.Payload.Length);
                break;
            case ClientRequest.Direct direct:
                session.Credit.Take(direct.Payload.Length);
                break;
        }

        commands.Add(new Command(session, request, end));
    }

    // Nothing is asked for, or posted, before the secret is told. Answers whether there is more in the request than that.
    private bool Admit(ref ClientRequest request, long end)
    {
        var dialect = frames.Dialect;
        var told = Secret.Told(dialect, request);
        if (relay.Secrets.Against(session.Address) is { } tooMany)
        {
            Violation = new CloseReason(CloseCode.NotAdmitted, tooMany);
            return false;
        }

        if (told is null)
        {
            Violation = new CloseReason(CloseCode.NotAdmitted, $"did not tell the secret that this endpoint asks for, {Secret.How(dialect)}");
            return false;
        }

        if (!session.Endpoint!.Secret!.Is(told))
        {
            relay.Secrets.Add(session.Address);
            Violation = new CloseReason(CloseCode.NotAdmitted, "told a wrong secret");
            return false;
        }

        admittedAt = end;
        session.Input.Show();
        commands.Add(new Command(session, new Signals.Admitted(), end));
        request = request is ClientRequest.Hello hello ? hello with { Token = null } : request;
        return request is ClientRequest.Hello;
    }

    private void Violated(Violation what)
    {
        if (what.Spoke == ForeignProtocol.Http)
        {
            Answer(HttpAnswer.Spell(relay.ConsoleAddress), FrameKind.Control);
        }

        var reason = ReadingEnds.Violated(what with { Offset = origin + what.Offset });
        Violation = session.SecretDue && what.Spoke == ForeignProtocol.None ? reason with { Evidence = null } : reason;
    }
}
