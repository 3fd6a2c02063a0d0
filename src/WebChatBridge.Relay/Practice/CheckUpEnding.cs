namespace WebChatBridge.Relay;

/// <summary>By what it is known that a client coped with a situation.</summary>
internal enum CheckUpEnding
{
    /// <summary>It answers with the word.</summary>
    Answer,

    /// <summary>It closes its connection, too.</summary>
    Close,

    /// <summary>It answers with the word, and then closes.</summary>
    AnswerThenClose,
}
