namespace WebChatBridge.Chat;

/// <summary>What Tab may complete.</summary>
internal interface IVocabulary
{
    /// <summary>With their slash, in the order people should meet them.</summary>
    IEnumerable<string> Commands { get; }

    /// <summary>The names of those in the room, without our own.</summary>
    IEnumerable<string> Names { get; }
}
