namespace WebChatBridge.Protocol;

/// <summary>Questions about frames.</summary>
internal static class FrameMarks
{
    /// <summary>Whether it is a unit of the dialect that somebody meant to send: not negotiation, not what broke the rules, not bytes by hand.</summary>
    public static bool Speaks(this FrameMark frame) =>
        frame.Kind is FrameKind.Message or FrameKind.Control or FrameKind.Goodbye or FrameKind.Name;
}
