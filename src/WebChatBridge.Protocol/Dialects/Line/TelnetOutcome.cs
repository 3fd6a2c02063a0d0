namespace WebChatBridge.Protocol;

/// <summary>What a byte of a telnet sequence led to.</summary>
internal enum TelnetOutcome
{
    /// <summary>The sequence goes on.</summary>
    More,

    /// <summary>It was IAC IAC: the byte 255 as text.</summary>
    Literal,

    /// <summary>It ended and wants no answer.</summary>
    Done,

    /// <summary>It ended and wants an answer.</summary>
    Answer,

    /// <summary>A subnegotiation does not end.</summary>
    TooLong,
}
