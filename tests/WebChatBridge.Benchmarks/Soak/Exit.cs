namespace WebChatBridge.Benchmarks;

/// <summary>How a guest leaves.</summary>
internal enum Exit
{
    /// <summary>FIN, and reads on until the relay closes.</summary>
    Finish,

    /// <summary>With its dialect's word, or FIN where there is none.</summary>
    Goodbye,

    /// <summary>RST: what it sent last may be lost.</summary>
    Reset,
}
