namespace WebChatBridge.Protocol;

/// <summary>What a <see cref="IFrameReader"/> answers.</summary>
public enum FrameStatus
{
    /// <summary>All input is taken and no frame is complete.</summary>
    NeedMore,

    /// <summary>A frame is complete.</summary>
    Frame,

    /// <summary>Not a frame: these bytes are to be sent back as they are (telnet negotiation).</summary>
    Reply,

    /// <summary>The bytes break the rules; <see cref="IFrameReader.Violation"/> says where and why.</summary>
    Violation,
}
