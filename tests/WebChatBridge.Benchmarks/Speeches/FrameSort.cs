namespace WebChatBridge.Benchmarks;

/// <summary>What a frame is to the one who counts deliveries.</summary>
internal enum FrameSort
{
    /// <summary>Somebody's message.</summary>
    Delivery,

    /// <summary>The relay's word that a post of mine is in the log.</summary>
    Ack,

    /// <summary>What the relay itself has to say: joins, notices, goodbyes.</summary>
    Notice,
}
