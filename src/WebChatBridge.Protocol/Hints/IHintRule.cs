namespace WebChatBridge.Protocol;

/// <summary>Knows one thing worth saying about a session's bytes.</summary>
internal interface IHintRule
{
    /// <summary><c>H1</c> … <c>H12</c>.</summary>
    string Code { get; }

    /// <summary>Looks, from the newest place to the oldest where there may be many: the newest are kept.</summary>
    void Look(TraceReading reading, Findings findings);
}
