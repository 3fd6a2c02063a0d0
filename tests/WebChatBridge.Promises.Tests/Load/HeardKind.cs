namespace WebChatBridge.Promises.Tests;

internal enum HeardKind
{
    /// <summary>What somebody said.</summary>
    Message,

    /// <summary>The relay has stored what we said.</summary>
    Ack,

    /// <summary>The relay's last words, in the spelling of this dialect.</summary>
    Goodbye,

    /// <summary>Notices, welcomes, presence.</summary>
    Other,
}
