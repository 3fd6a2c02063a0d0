namespace WebChatBridge.Protocol;

/// <summary>One unit of a dialect, without its framing.</summary>
/// <param name="payload">The bytes; owned by the reader.</param>
/// <param name="unterminated">True when the input ended before the terminator.</param>
public readonly ref struct Frame(ReadOnlySpan<byte> payload, bool unterminated = false)
{
    /// <summary>The bytes, owned by the reader and valid until its next call.</summary>
    public ReadOnlySpan<byte> Payload { get; } = payload;

    /// <summary>True when the input ended before the terminator.</summary>
    public bool Unterminated { get; } = unterminated;
}
