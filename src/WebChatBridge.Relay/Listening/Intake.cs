using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>One session's input: bytes → frames → requests. It owns the parse state and waits for nothing. Owner: the read loop.</summary>
internal sealed class Intake
{
    private const int KeptCommands = 64;

    private readonly Relay relay;
    private readonly Core core;
    private readonly Session session;
    private readonly IFrameReader frames;
    private List<Command> commands = [];
    private long frameStart;
    private bool nameIsDue;
    private int posts;

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
        var at = session.Input.Bytes;
        var rest = bytes;
        FrameStatus status;
        while (Violation is null && (status = frames.Read(ref rest, out var frame)) != FrameStatus.NeedMore)
        {
            Take(status, frame);
            frameStart = at + bytes.Length - rest.Length;
        }

        session.Input.Came(bytes, now);
        session.Input.Note(frames, now, fresh: commands.Count > before);
    }

    /// <summary>The input has ended (FIN).</summary>
    public void Finish()
    {
        if (Violation is null)
        {
            Take(frames.Finish(out var frame), frame);
            session.Input.Note(frames, core.Time.GetUtcNow(), fresh: true);
        }
    }

    /// <summary>Nothing came for as long as its dialect said.</summary>
    public void Pause()
    {
        Take(frames.Paused(out var frame), frame);
        session.Input.Note(frames, core.Time.GetUtcNow(), fresh: true);
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

    /// <summary>How many posts came since this was asked.</summary>
    public int TakePosts()
    {
        var came = posts;
        posts = 0;
        return came;
    }

    private void Take(FrameStatus status, Frame frame)
    {
        switch (status)
        {
            case FrameStatus.Frame:
                Add(frames.Dialect.Interpret(frame), frame.Payload);
                break;
            case FrameStatus.Reply:
                session.Outbox!.TryAppend(frame.Payload);
                break;
            case FrameStatus.Violation:
                Violated(frames.Violation!);
                break;
        }
    }

    private void Add(ClientRequest request, ReadOnlySpan<byte> bytes)
    {
        switch (request)
        {
            case ClientRequest.Malformed malformed:
                Violation = ReadingEnds.Malformed(malformed, bytes, frameStart);
                return;
            case ClientRequest.Post name when nameIsDue:
                nameIsDue = false;
                commands.Add(new Command(session, new Signals.Named(name.Payload)));
                return;
            case ClientRequest.Post post:
                posts++;
                session.Credit.Take(post.Payload.Length);
                break;
            case ClientRequest.Direct direct:
                posts++;
                session.Credit.Take(direct.Payload.Length);
                break;
        }

        commands.Add(new Command(session, request));
    }

    private void Violated(Violation what)
    {
        if (what.Spoke == ForeignProtocol.Http)
        {
            session.Outbox!.TryAppend(HttpAnswer.Spell(relay.ConsoleAddress));
        }

        Violation = ReadingEnds.Violated(what);
    }
}
