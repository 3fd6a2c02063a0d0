using System.Text;
using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>
/// Says things to one conversation. The text belongs to the browser; it is cleared only after the relay has taken it, and
/// what went wrong stands right under it.
/// </summary>
public sealed class Composer(ConsoleState console, Conversation conversation)
{
    /// <summary>More lines than this are asked about first.</summary>
    public const int LinesUnasked = 5;

    private const int PreviewBytes = 24;

    private Draft _draft = Draft.Empty;

    /// <summary>Whether bytes are typed as hex.</summary>
    public bool Hex { get; private set; }

    /// <summary>True while the relay has not answered.</summary>
    public bool Sending { get; private set; }

    /// <summary>Since when it has not answered.</summary>
    public DateTimeOffset SendingSince { get; private set; }

    /// <summary>Why nothing was sent; null when nothing went wrong.</summary>
    public string? Error { get; private set; }

    /// <summary>What would be sent if the refused text is meant as it stands.</summary>
    public string? Literally { get; private set; }

    /// <summary>How many messages wait for "yes, send them"; null when none do.</summary>
    public int? Asking { get; private set; }

    /// <summary>Something done that is no message.</summary>
    public string? Notice { get; private set; }

    /// <summary>The sockets that would be written to now.</summary>
    public IReadOnlyList<SessionInfo> Sockets => conversation.Address.Session is { } session
        ? console.Sessions.Find(session) is { State: not SessionState.Closed, Origin: Origin.Tcp } one ? [one] : []
        : [.. console.Sessions.Sockets.Where(one => one.Room == conversation.Room)];

    /// <summary>Whether each line is a message of its own: somebody there reads lines.</summary>
    public bool ByLine => Sockets.Any(socket => socket.Dialect == "line");

    /// <summary>Whether we sit in the room already, or only watch it.</summary>
    public bool Joined => console.Me?.Room == conversation.Room;

    /// <summary>Why nothing can be said here; null when it can.</summary>
    public string? Closed
    {
        get
        {
            if (console.Link != ConsoleLink.Online)
            {
                return "The console is offline. What you type is kept.";
            }

            if (conversation.Address.Foreign)
            {
                return "A direct line between two others: it can be read here, not written to.";
            }

            if (conversation.Address.Session is not { } session)
            {
                return null;
            }

            return console.Sessions.Find(session) switch
            {
                null => $"Session {session} is not known: it ended long ago, or the relay was started anew since.",
                { State: SessionState.Closed, Name: var name } => $"{name} left.",
                _ => null,
            };
        }
    }

    /// <summary>What the button says.</summary>
    public string Button => Sending && console.Now - SendingSince > TimeSpan.FromMilliseconds(300) ? "Sending…"
        : !Hex && ByLine && _draft.Lines > 1 && !_draft.Head.StartsWith('/') ? $"Send {_draft.Lines} lines" : "Send";

    /// <summary>How long it is: <c>5 B</c>.</summary>
    public string Size
    {
        get
        {
            if (!Hex)
            {
                return _draft.Bytes == 0 ? "" : $"{_draft.Bytes:N0} B";
            }

            return _draft.Bytes > _draft.Head.Length ? "" : HexInput.Parse(_draft.Head, out _) is { Length: > 0 } bytes ? $"{bytes.Length:N0} B" : "";
        }
    }

    /// <summary>The first bytes of it as they will travel.</summary>
    public string Preview => (Hex ? HexInput.Parse(_draft.Head, out _) : Encoding.UTF8.GetBytes(_draft.Head)) is { Length: > 0 } bytes
        ? HexInput.Show(bytes, PreviewBytes)
        : "";

    /// <summary>The text changed: what was wrong with the old one is not worth saying any more.</summary>
    public void Type(Draft draft)
    {
        _draft = draft;
        Error = Literally = Notice = null;
        Asking = null;
    }

    /// <summary>Switches between text and hex.</summary>
    public void SetHex(bool hex)
    {
        Hex = hex;
        Error = null;
    }

    /// <summary>Sits down in the room without saying anything.</summary>
    public async Task JoinAsync() => await TryAsync(async () => Error = (await console.Relay.JoinAsync(conversation.Room))?.Reason);

    /// <summary>Sends what is in the box.</summary>
    /// <param name="text">All of it.</param>
    /// <param name="sure">The question was answered with yes.</param>
    public async Task<SendOutcome> SendAsync(string text, bool sure = false)
    {
        if (Sending)
        {
            return new(false);
        }

        Error = Literally = Notice = null;
        Asking = null;
        (Sending, SendingSince) = (true, console.Now);
        try
        {
            return await ActAsync(Said.Parse(text, Hex, ByLine), text, sure);
        }
        finally
        {
            Sending = false;
            console.Touch();
        }
    }

    private async Task<SendOutcome> ActAsync(Said said, string text, bool sure)
    {
        switch (said)
        {
            case Said.Messages(var payloads) when LengthLimit.Refuse(payloads, console.Status?.MaxMessageBytes) is { } reason:
                Error = $"Not sent: {reason}.";
                return new(false);
            case Said.Messages { Payloads.Count: > LinesUnasked and var count } when !sure:
                Asking = count;
                return new(false);
            case Said.Messages(var payloads):
                return await PostAsync(payloads, text);
            case Said.Nick(var name):
                var renamed = await DoneAsync(() => console.Relay.RenameAsync(null, name), "");
                console.WantedName = renamed.Accepted ? name : console.WantedName;
                return renamed;
            case Said.Kick(var name):
                return await KickAsync(name);
            case Said.ToggleHex:
                Hex = !Hex;
                return new(true);
            case Said.Refused(var reason, var literally):
                (Error, Literally) = (reason, literally);
                return new(false);
            default:
                return new(false);
        }
    }

    private async Task<SendOutcome> PostAsync(IReadOnlyList<byte[]> payloads, string text)
    {
        for (var i = 0; i < payloads.Count; i++)
        {
            PostResult? result = null;
            await TryAsync(async () => result = await PostOneAsync(payloads[i]));
            if (result?.Seq is not { } seq)
            {
                Error ??= $"Not sent: {result?.Rejected?.Reason}";
                return new(false, i == 0 ? null : string.Join('\n', text.Split('\n').Skip(i)));
            }

            conversation.Transcript.Confirm(seq, Receipt.Of(result));
        }

        return new(true);
    }

    private Task<PostResult> PostOneAsync(byte[] payload)
    {
        var id = Guid.NewGuid().ToString("N");
        return conversation.Address.Session is { } session
            ? console.Relay.DirectAsync(session, payload, id)
            : console.Relay.PostAsync(conversation.Room, payload, id);
    }

    private async Task<SendOutcome> KickAsync(string name)
    {
        var session = console.Sessions.Open.FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase));
        if (session is null)
        {
            Error = $"Nobody here is called {name}.";
            return new(false);
        }

        return await DoneAsync(() => console.Relay.CloseSessionAsync(session.Id, reset: false), $"{session.Name} was disconnected.");
    }

    private async Task<SendOutcome> DoneAsync(Func<Task<Rejection?>> act, string notice)
    {
        var done = await TryAsync(async () => Error = (await act())?.Reason);
        Notice = done && Error is null && notice.Length > 0 ? notice : null;
        return new(done && Error is null);
    }

    private async Task<bool> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (RelayUnreachableException error)
        {
            Error = $"✕ Not sent: {error.Message}";
            return false;
        }
    }
}
