namespace WebChatBridge.Protocol;

/// <summary>What marks where a message ends, as far as hints care.</summary>
internal enum FramedBy
{
    /// <summary>Not known yet, or none of a socket's.</summary>
    Unknown,

    /// <summary>A length before it.</summary>
    Header,

    /// <summary>A line feed after it.</summary>
    Line,

    /// <summary>A line feed after a JSON object.</summary>
    Json,

    /// <summary>A NUL after it.</summary>
    Nul,

    /// <summary>Silence after it.</summary>
    Raw,
}
