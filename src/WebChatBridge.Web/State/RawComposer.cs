using System.Text;
using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>Writes bytes to one session's socket as they are. The text belongs to the browser until they are written.</summary>
public sealed class RawComposer(ConsoleState console, FollowStream stream)
{
    private const int PreviewBytes = 24;

    private Draft _draft = Draft.Empty;
    private LineEnding? _ending;
    private bool? _withHeader;

    /// <summary>Whether bytes are typed as hex.</summary>
    public bool Hex { get; private set; }

    /// <summary>True while the relay has not answered.</summary>
    public bool Sending { get; private set; }

    /// <summary>Why nothing was written; null when nothing went wrong.</summary>
    public string? Error { get; private set; }

    /// <summary>What was written; null before, and once something else is typed.</summary>
    public string? Notice { get; private set; }

    /// <summary>Bytes of the header this session's frames have; null where they have none.</summary>
    public int? Width => stream.Session is { } session ? HeaderWidth.Of(session.Dialect) : null;

    /// <summary>Whether a header is put in front.</summary>
    public bool WithHeader => Width is not null && (_withHeader ?? true);

    /// <summary>What ends text. Unless somebody said so: what the session's dialect ends it with.</summary>
    public LineEnding Ending => _ending ?? stream.Session switch
    {
        { LineEnding: "CRLF" } => LineEnding.CrLf,
        { Dialect: "line" or "json" } => LineEnding.Lf,
        _ => LineEnding.None,
    };

    /// <summary>Why nothing can be written; null when it can.</summary>
    public string? Closed => stream.Session switch
    {
        _ when console.Link != ConsoleLink.Online => "The console is offline. What you type is kept.",
        null => "There is no such socket.",
        { Origin: Origin.Web, Name: var name } => $"{name} is a browser: it has no socket of ours.",
        { State: SessionState.Closed, Name: var name } => $"{name} is closed: nothing can be written to it any more.",
        _ => null,
    };

    /// <summary>How long it is on its way: <c>6 B</c>, <c>64 + 6 B</c>.</summary>
    public string Size => Whole
        ? Typed is not { } bytes ? "" : WithHeader ? $"{Width} + {bytes.Length - Width:N0} B" : $"{bytes.Length:N0} B"
        : $"{_draft.Bytes:N0} B typed";

    /// <summary>The first bytes of it as they will travel.</summary>
    public string Preview => Typed is { } bytes ? HexInput.Show(bytes, PreviewBytes) : "";

    /// <summary>The text changed: what is said of the old one is not worth saying any more.</summary>
    public void Type(Draft draft)
    {
        _draft = draft;
        Error = null;
        Notice = draft.Bytes > 0 ? null : Notice;
    }

    /// <summary>Switches between text and hex.</summary>
    public void SetHex(bool hex) => (Hex, Error) = (hex, null);

    /// <summary>Says what ends text.</summary>
    public void SetEnding(LineEnding ending) => _ending = ending;

    /// <summary>Says whether a header is put in front.</summary>
    public void SetWithHeader(bool with) => _withHeader = with;

    /// <summary>Writes what is in the box.</summary>
    public async Task<SendOutcome> SendAsync(string text)
    {
        if (Sending || Closed is not null || stream.Session is not { } session)
        {
            return new(false);
        }

        (Error, Notice) = (null, null);
        var bytes = Encode(text, out var problem);
        problem ??= bytes is null ? null : LengthLimit.Refuse([bytes], console.Status?.MaxMessageBytes) is { } reason ? $"✕ Not written: {reason}." : null;
        if (bytes is null || problem is not null)
        {
            Error = problem;
            return new(false);
        }

        Sending = true;
        var refused = await Refused.AskAsync(() => console.Relay.SendBytesAsync(session.Id, bytes, resentFrom: null));
        Sending = false;
        Error = refused is null ? null : $"✕ Not written: {refused}";
        Notice = refused is not null ? null
            : $"✓ {bytes.Length:N0} {(bytes.Length == 1 ? "byte" : "bytes")} written to the socket of {session.Name}. This is no message: nobody else gets it.";
        console.TouchNow();
        return new(refused is null);
    }

    private byte[]? Typed => _draft.Bytes == 0 ? null : Encode(_draft.Head, out _);

    private bool Whole => _draft.Bytes == Encoding.UTF8.GetByteCount(_draft.Head);

    // Null for nothing to write, or with a sentence for what is no hex or too long.
    private byte[]? Encode(string text, out string? problem)
    {
        problem = null;
        var body = Hex ? HexInput.Parse(text, out problem) : Body(text);
        if (body is null or { Length: 0 } || !WithHeader)
        {
            return body is { Length: 0 } ? null : body;
        }

        var framed = HeaderWidth.Frame(body, Width!.Value);
        problem = framed is null ? $"A header of {Width} bytes cannot say {body.Length:N0}." : null;
        return framed;
    }

    // A browser's text area says LF; in the middle of a text it is the chosen ending, too.
    private byte[] Body(string text)
    {
        var end = Ending switch { LineEnding.CrLf => "\r\n", LineEnding.Cr => "\r", LineEnding.Lf => "\n", _ => "" };
        var inside = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", end.Length == 0 ? "\n" : end, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(inside + end);
    }
}
