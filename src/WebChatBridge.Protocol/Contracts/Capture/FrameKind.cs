namespace WebChatBridge.Protocol;

/// <summary>What a frame turned out to be.</summary>
public enum FrameKind
{
    /// <summary>A message, in or out.</summary>
    Message,

    /// <summary>In: a request other than a message (json <c>who</c>, <c>/nick</c>). Out: an answer or a notice.</summary>
    Control,

    /// <summary>The goodbye of the dialect.</summary>
    Goodbye,

    /// <summary>The name, where the first frame is one.</summary>
    Name,

    /// <summary>Telnet negotiation and its answers: in the stream, but part of no message.</summary>
    Negotiation,

    /// <summary>Bytes that break the dialect's rules; the session ended with them.</summary>
    Violation,

    /// <summary>Written or resent by hand from a console, as it is.</summary>
    Raw,
}
