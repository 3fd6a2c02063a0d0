using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>What people call a frame.</summary>
public static class FrameName
{
    /// <summary>In a word or two: <c>message 881</c>, <c>notice</c>, <c>telnet negotiation</c>.</summary>
    public static string Of(FrameMark frame) => frame.Kind switch
    {
        FrameKind.Message => frame.Seq is { } seq ? $"message {seq}" : "message",
        FrameKind.Control => frame.Direction == Direction.In ? "request" : "notice",
        FrameKind.Goodbye => "goodbye",
        FrameKind.Name => "name",
        FrameKind.Negotiation => "telnet negotiation",
        FrameKind.Violation => "violation",
        _ => "raw bytes",
    };
}
