using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace WebChatBridge.Protocol;

/// <summary>
/// The Python socket tutorial's framing, <c>header:N</c>. Wire: [length: N bytes, ASCII decimal, space padded][body: length
/// bytes]. docs/wire.md §2.1.
/// </summary>
public sealed class HeaderDialect : IDialect
{
    private readonly byte[] goodbye;
    private readonly int writable;
    private readonly int largestBody;
    private readonly HeaderOutput style;

    /// <summary>A header dialect.</summary>
    /// <param name="width">Bytes of the header, 1-9999.</param>
    /// <param name="maxMessageBytes">Largest body taken; a larger one is a violation before any of it is kept.</param>
    /// <param name="goodbye">The body that says goodbye.</param>
    /// <param name="maxFrameBytes">Largest body written in one frame; a longer message leaves in several. 0 for no cap.</param>
    /// <param name="style">How messages are written; what is read is the same in all of them.</param>
    public HeaderDialect(
        int width, int maxMessageBytes, string goodbye = "!DISCONNECT", int maxFrameBytes = 0, HeaderOutput style = HeaderOutput.Frames)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 9999);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessageBytes, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(maxFrameBytes);
        ArgumentException.ThrowIfNullOrEmpty(goodbye);
        Width = width;
        MaxMessageBytes = maxMessageBytes;
        this.style = style;
        this.goodbye = Encoding.UTF8.GetBytes(goodbye);
        // A narrow header cannot announce more than 10^N - 1 bytes.
        writable = width >= 10 ? int.MaxValue : int.Parse(new string('9', width), CultureInfo.InvariantCulture);
        largestBody = Math.Min(writable, maxFrameBytes == 0 ? int.MaxValue : maxFrameBytes);
    }

    /// <summary>Bytes of the header.</summary>
    public int Width { get; }

    /// <summary>Largest body taken, in bytes, header excluded.</summary>
    public int MaxMessageBytes { get; }

    /// <inheritdoc/>
    public string Name => Width == 64 ? "header64" : string.Create(CultureInfo.InvariantCulture, $"header:{Width}");

    /// <inheritdoc/>
    public IFrameReader NewReader() => new HeaderReader(this);

    /// <inheritdoc/>
    public ClientRequest Interpret(in Frame frame) => frame.Payload.SequenceEqual(goodbye)
        ? new ClientRequest.Bye()
        : new ClientRequest.Post(null, frame.Payload.ToArray(), frame.Unterminated);

    /// <inheritdoc/>
    public void Write(ServerEvent what, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        switch (what)
        {
            case not null when style == HeaderOutput.RawReplies:
                RawReply.Write(what, output);
                break;
            case ServerEvent.Message { Attributed: false } message:
                WriteBody(default, message.Content.Payload.Span, output);
                break;
            case ServerEvent.Message message when style == HeaderOutput.NameFrames:
                WriteBody(Encoding.UTF8.GetBytes(message.Content.From.Name + (message.Direct ? " (to you)" : "")), message.Content.Payload.Span, output);
                break;
            case ServerEvent.Message message:
                WriteAttributed(message, output);
                break;
            // A goodbye that its header cannot announce is none.
            case ServerEvent.Bye when style == HeaderOutput.Frames && goodbye.Length <= writable:
                WriteFrame(goodbye, output);
                break;
            default:
                break;
        }
    }

    /// <inheritdoc/>
    public Framing Measure(ReadOnlySpan<byte> written)
    {
        if (style == HeaderOutput.RawReplies)
        {
            return Framing.Ending(written, "\n"u8);
        }

        return written.Length >= Width && Utf8Parser.TryParse(written[..Width], out int length, out _) && length >= 0 && length <= written.Length - Width
            ? new Framing(Width + length, Width, 0)
            : new Framing(written.Length, 0, 0);
    }

    private void WriteAttributed(ServerEvent.Message message, IBufferWriter<byte> output)
    {
        var name = message.Content.From.Name;
        var mark = message.Direct ? " (to you): "u8 : ": "u8;
        var payload = message.Content.Payload.Span;
        var length = Encoding.UTF8.GetByteCount(name) + mark.Length + payload.Length;
        var body = ArrayPool<byte>.Shared.Rent(length);
        var written = Encoding.UTF8.GetBytes(name, body);
        mark.CopyTo(body.AsSpan(written));
        payload.CopyTo(body.AsSpan(written + mark.Length));
        WriteBody(default, body.AsSpan(0, length), output);
        ArrayPool<byte>.Shared.Return(body);
    }

    // With a name, each piece has its own: such a client reads two frames, always.
    private void WriteBody(ReadOnlySpan<byte> name, ReadOnlySpan<byte> body, IBufferWriter<byte> output)
    {
        while (body.Length > largestBody)
        {
            var cut = Utf8Text.CutAt(body, largestBody);

            // A piece of somebody's text must not say goodbye in his place.
            if (cut > 1 && body[..cut].SequenceEqual(goodbye))
            {
                cut = Utf8Text.CutAt(body, cut - 1);
            }

            WritePiece(name, body[..cut], output);
            body = body[cut..];
        }

        WritePiece(name, body, output);
    }

    private void WritePiece(ReadOnlySpan<byte> name, ReadOnlySpan<byte> body, IBufferWriter<byte> output)
    {
        if (!name.IsEmpty)
        {
            WriteFrame(name.Length <= writable ? name : name[..Utf8Text.CutAt(name, writable)], output);
        }

        WriteFrame(body, output);
    }

    // One span for header and body: a client that reads with a single recv loses what arrives in pieces.
    private void WriteFrame(ReadOnlySpan<byte> body, IBufferWriter<byte> output)
    {
        var span = output.GetSpan(Width + body.Length);
        Utf8Formatter.TryFormat(body.Length, span, out var digits);
        span[digits..Width].Fill((byte)' ');
        body.CopyTo(span[Width..]);
        output.Advance(Width + body.Length);
    }
}
