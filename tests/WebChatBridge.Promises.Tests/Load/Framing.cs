namespace WebChatBridge.Promises.Tests;

/// <summary>
/// A dialect as a client speaks it, spelled by hand: the proofs must not trust the product's own. Holds no state, so that one
/// serves any number of clients.
/// </summary>
internal abstract class Framing
{
    /// <summary>Most bytes that a frame adds to its body.</summary>
    public const int Overhead = 128;

    /// <summary>Writes one post. Answers its length.</summary>
    public abstract int Write(ReadOnlySpan<byte> body, Span<byte> target);

    /// <summary>Tells all whole frames at the start of these bytes. Answers how many bytes they were.</summary>
    public abstract int Read(ReadOnlySpan<byte> bytes, IListener listener);

    /// <summary>What stands after the name of its sender.</summary>
    protected static ReadOnlySpan<byte> AfterName(ReadOnlySpan<byte> message) =>
        message.IndexOf(": "u8) is >= 0 and var colon ? message[(colon + 2)..] : message;
}
