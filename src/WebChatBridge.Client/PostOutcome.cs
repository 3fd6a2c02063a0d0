namespace WebChatBridge.Client;

/// <summary>What became of a post.</summary>
public enum PostOutcome
{
    /// <summary>The relay acknowledged it: it is durable.</summary>
    Stored,

    /// <summary>It is written to the socket; the dialect has no acknowledgement.</summary>
    Written,

    /// <summary>The connection was lost before its acknowledgement (or write); it is kept for resending under the same id.</summary>
    Unsent,

    /// <summary>The relay refused it, or it cannot be said in this dialect. Nothing was stored.</summary>
    Refused,
}
