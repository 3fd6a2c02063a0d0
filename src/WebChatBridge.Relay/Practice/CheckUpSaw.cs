using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>What a check-up is told of its client.</summary>
internal abstract record CheckUpSaw
{
    /// <summary>It is connected, the first time or again.</summary>
    /// <param name="Dialect">What it speaks.</param>
    /// <param name="From">The name it sees before what is said to it; null where the pipe is transparent.</param>
    public sealed record Connected(IDialect Dialect, string? From) : CheckUpSaw;

    /// <summary>It said something.</summary>
    public sealed record Said(string Text) : CheckUpSaw;

    /// <summary>It said the goodbye of its dialect.</summary>
    public sealed record Goodbye : CheckUpSaw;

    /// <summary>It has finished sending (FIN).</summary>
    public sealed record Finished : CheckUpSaw;

    /// <summary>Its session has ended.</summary>
    public sealed record Ended(CloseReason Reason) : CheckUpSaw;

    /// <summary>Time passed; nothing else.</summary>
    public sealed record Time : CheckUpSaw;

    /// <summary>Somebody who watched it says how it coped.</summary>
    public sealed record Judged(bool Passed) : CheckUpSaw;
}
