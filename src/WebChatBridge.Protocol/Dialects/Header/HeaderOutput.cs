namespace WebChatBridge.Protocol;

/// <summary>How a <see cref="HeaderDialect"/> writes messages: the tutorials agree on what is sent, not on what is answered.</summary>
public enum HeaderOutput
{
    /// <summary>A message is one frame; <c>name: </c> is part of its body where it is attributed.</summary>
    Frames,

    /// <summary>An attributed message is two frames, the sender's name and the body. There is no goodbye.</summary>
    NameFrames,

    /// <summary>No frames: lines <c>name: text</c>, each with its LF, and errors as they are. There is no goodbye.</summary>
    RawReplies,
}
