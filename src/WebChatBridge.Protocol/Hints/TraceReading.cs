using System.Globalization;

namespace WebChatBridge.Protocol;

/// <summary>A trace, laid out for the rules.</summary>
internal sealed class TraceReading
{
    public TraceReading(SessionTrace trace)
    {
        Trace = trace;
        In = new CapturedStream(trace, Direction.In);
        Out = new CapturedStream(trace, Direction.Out);
        (FramedBy, HeaderWidth) = FramingOf(trace.Session.Dialect);
        Broken = FindBroken();
    }

    public SessionTrace Trace { get; }

    public SessionInfo Session => Trace.Session;

    public CapturedStream In { get; }

    public CapturedStream Out { get; }

    public FramedBy FramedBy { get; }

    /// <summary>Bytes of a header; 0 where there is none.</summary>
    public int HeaderWidth { get; }

    /// <summary>Where the frame that broke the dialect's rules begins; null when none did, or it is not here.</summary>
    public long? Broken { get; }

    /// <summary>The body of a frame of the input as text: telnet sequences in a line are blanks, so that places stay.</summary>
    public ReadOnlySpan<byte> Text(FrameMark frame)
    {
        var body = In.Body(frame);
        return FramedBy == FramedBy.Line && body.Contains(Telnet.Iac) ? TelnetText.Blank(body) : body;
    }

    /// <summary>The frame just before <see cref="Broken"/>; null when there is none.</summary>
    public FrameMark? BeforeBroken => Broken is null ? null : Said().FirstOrDefault() is { } frame && frame.End == Broken ? frame : null;

    /// <summary>Place of the first byte that is no frame yet, as far as it is here.</summary>
    public long PendingStart => Math.Clamp(Math.Max(In.Framed, In.End - (Session.Pending?.Bytes ?? 0)), In.Start, In.End);

    /// <summary>How long ago something was, in microseconds; never negative.</summary>
    public long Since(DateTimeOffset then) => Math.Max(0, Trace.Now - (then - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>Frames of the input whose bodies are what somebody meant to say, the newest first.</summary>
    public IEnumerable<FrameMark> Said()
    {
        for (var index = In.Frames.Count - 1; index >= 0; index--)
        {
            if (In.Frames[index].Speaks())
            {
                yield return In.Frames[index];
            }
        }
    }

    private long? FindBroken()
    {
        if (In.Newest is { Kind: FrameKind.Violation } marked)
        {
            return marked.Start;
        }

        return Session.Closed is { Code: CloseCode.ProtocolViolation, Offset: { } offset } && offset >= In.Framed && offset <= In.End ? In.Framed : null;
    }

    private static (FramedBy FramedBy, int Width) FramingOf(string dialect)
    {
        const string family = "header";
        if (dialect.StartsWith(family, StringComparison.Ordinal))
        {
            return int.TryParse(dialect.AsSpan(family.Length).TrimStart(':'), NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width > 0
                ? (FramedBy.Header, width)
                : (FramedBy.Unknown, 0);
        }

        return dialect switch
        {
            "line" => (FramedBy.Line, 0),
            "json" => (FramedBy.Json, 0),
            "nul" => (FramedBy.Nul, 0),
            "raw" => (FramedBy.Raw, 0),
            _ => (FramedBy.Unknown, 0),
        };
    }
}
