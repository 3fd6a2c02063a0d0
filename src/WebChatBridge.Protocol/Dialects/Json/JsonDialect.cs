using System.Buffers;

namespace WebChatBridge.Protocol;

/// <summary>JSON Lines, both ways. Wire: one JSON object per line, UTF-8, LF. docs/wire.md §2.3.</summary>
public sealed class JsonDialect : IDialect
{
    // A payload byte takes six in JSON when it is written as \u0001, and there is room for the other members.
    private const int LargestEscape = 6;
    private const int OtherMembers = 4096;

    /// <summary>A json dialect.</summary>
    /// <param name="maxMessageBytes">Largest payload of a message, in bytes, after unescaping.</param>
    public JsonDialect(int maxMessageBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessageBytes, 1);
        MaxMessageBytes = maxMessageBytes;
        MaxLineBytes = (int)Math.Min((long)maxMessageBytes * LargestEscape + OtherMembers, Array.MaxLength);
    }

    /// <summary>Largest payload of a message, in bytes.</summary>
    public int MaxMessageBytes { get; }

    /// <summary>Longest line taken, in bytes, LF excluded: a message of the largest size fits in any spelling of JSON.</summary>
    public int MaxLineBytes { get; }

    /// <inheritdoc/>
    public string Name => "json";

    /// <inheritdoc/>
    public IFrameReader NewReader() => new JsonReader(this);

    /// <inheritdoc/>
    public Framing Measure(ReadOnlySpan<byte> written) => Framing.Ending(written, "\n"u8);

    /// <inheritdoc/>
    public ClientRequest Interpret(in Frame frame)
    {
        var request = JsonCodec.ReadRequest(frame.Payload);
        return request switch
        {
            ClientRequest.Post post when post.Payload.Length > MaxMessageBytes => TooLong(post.Payload.Length, post.Id),
            ClientRequest.Direct direct when direct.Payload.Length > MaxMessageBytes => TooLong(direct.Payload.Length, direct.Id),
            _ => request,
        };
    }

    /// <inheritdoc/>
    public void Write(ServerEvent what, IBufferWriter<byte> output) => JsonCodec.WriteEvent(what, output);

    private ClientRequest.Invalid TooLong(int length, string? id) =>
        new(ErrorCode.Limit, $"The message has {length} bytes; the limit is {MaxMessageBytes} (Relay:Limits:MaxMessageBytes).", id);
}
