using System.Buffers;
using System.Text;

namespace WebChatBridge.Protocol;

/// <summary>No framing: what arrives until a pause is one message; out go bytes as they are. docs/wire.md §2.4.</summary>
public sealed class RawDialect : IDialect
{
    /// <summary>A raw dialect.</summary>
    /// <param name="maxMessageBytes">Largest message; what is longer becomes several.</param>
    /// <param name="idleGap">The silence that ends a message.</param>
    public RawDialect(int maxMessageBytes, TimeSpan idleGap)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessageBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(idleGap, TimeSpan.Zero);
        MaxMessageBytes = maxMessageBytes;
        IdleGap = idleGap;
    }

    /// <summary>Largest message, in bytes.</summary>
    public int MaxMessageBytes { get; }

    /// <summary>The silence that ends a message.</summary>
    public TimeSpan IdleGap { get; }

    /// <inheritdoc/>
    public string Name => "raw";

    /// <inheritdoc/>
    public IFrameReader NewReader() => new RawReader(this);

    /// <inheritdoc/>
    public ClientRequest Interpret(in Frame frame) => new ClientRequest.Post(null, frame.Payload.ToArray(), frame.Unterminated);

    /// <inheritdoc/>
    public void Write(ServerEvent what, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (what is not ServerEvent.Message message)
        {
            return;
        }

        if (message.Attributed && !NamesItself(message))
        {
            Attribution.Write(message, output);
        }

        output.Write(message.Content.Payload.Span);
    }

    // Programs of this kind put their name before each text themselves, and nobody wants to read "tom: tom: hi". It is the
    // name the relay would write, so nobody gains another one by it.
    private static bool NamesItself(ServerEvent.Message message)
    {
        var name = message.Content.From.Name;
        var payload = message.Content.Payload.Span;
        var length = Encoding.UTF8.GetByteCount(name);
        return !message.Direct && payload.Length > length && payload[length..].StartsWith(": "u8)
            && payload[..length].SequenceEqual(Encoding.UTF8.GetBytes(name));
    }
}
