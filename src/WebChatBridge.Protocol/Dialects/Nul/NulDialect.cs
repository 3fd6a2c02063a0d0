using System.Buffers;

namespace WebChatBridge.Protocol;

/// <summary>Text that ends with a NUL, both ways, as C strings and XML sockets do. Wire: bytes up to 0x00. docs/wire.md §2.4.</summary>
public sealed class NulDialect : IDialect
{
    /// <summary>A nul dialect.</summary>
    /// <param name="maxMessageBytes">Longest frame taken, in bytes, NUL excluded.</param>
    /// <param name="skipEmpty">
    /// Whether an empty frame is nothing at all (lobby): programs that send a fixed buffer pad it with NULs. Otherwise it is an
    /// empty message (pairs).
    /// </param>
    public NulDialect(int maxMessageBytes, bool skipEmpty)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessageBytes, 1);
        MaxMessageBytes = maxMessageBytes;
        SkipEmpty = skipEmpty;
    }

    /// <summary>Longest frame taken, in bytes, NUL excluded.</summary>
    public int MaxMessageBytes { get; }

    /// <summary>Whether an empty frame is nothing.</summary>
    public bool SkipEmpty { get; }

    /// <inheritdoc/>
    public string Name => "nul";

    /// <inheritdoc/>
    public IFrameReader NewReader() => new NulReader(this);

    /// <inheritdoc/>
    public Framing Measure(ReadOnlySpan<byte> written) => Framing.Ending(written, "\0"u8);

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

        if (message.Attributed)
        {
            Attribution.Write(message, output);
        }

        WritePayload(message.Content.Payload.Span, output);
        output.Write("\0"u8);
    }

    // A NUL from a dialect that may send one would end the frame and begin another in somebody else's name: it leaves as its picture.
    private static void WritePayload(ReadOnlySpan<byte> payload, IBufferWriter<byte> output)
    {
        int end;
        while ((end = payload.IndexOf((byte)0)) >= 0)
        {
            output.Write(payload[..end]);
            output.Write("\u2400"u8);
            payload = payload[(end + 1)..];
        }

        output.Write(payload);
    }
}
