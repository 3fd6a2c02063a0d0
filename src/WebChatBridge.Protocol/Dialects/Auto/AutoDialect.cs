using System.Buffers;

namespace WebChatBridge.Protocol;

/// <summary>
/// Whatever the client speaks: its first bytes tell. Until they do nothing is written to it. docs/wire.md §2.4. For lobbies,
/// where each member has a dialect of its own.
/// </summary>
public sealed class AutoDialect : IDialect
{
    /// <summary>Narrowest header that is found.</summary>
    public const int MinHeaderWidth = 10;

    /// <summary>Widest header that is found.</summary>
    public const int MaxHeaderWidth = 64;

    private readonly HeaderDialect[] headers;

    /// <summary>An auto dialect.</summary>
    /// <param name="maxMessageBytes">Largest payload of a message, in any dialect.</param>
    /// <param name="idleGap">The silence after which it is told by what came so far.</param>
    /// <param name="goodbye">The body that says goodbye, should it be <c>header:N</c>.</param>
    /// <param name="maxFrameBytes">Largest body written in one frame, should it be <c>header:N</c>; 0 for no cap.</param>
    public AutoDialect(int maxMessageBytes, TimeSpan idleGap, string goodbye = "!DISCONNECT", int maxFrameBytes = 0)
    {
        MaxMessageBytes = maxMessageBytes;
        Raw = new RawDialect(maxMessageBytes, idleGap);
        Line = new LineDialect(maxMessageBytes, commands: true);
        Json = new JsonDialect(maxMessageBytes);
        Nul = new NulDialect(maxMessageBytes, skipEmpty: true);
        headers =
        [
            .. Enumerable.Range(MinHeaderWidth, MaxHeaderWidth - MinHeaderWidth + 1)
                .Select(width => new HeaderDialect(width, maxMessageBytes, goodbye, maxFrameBytes)),
        ];
    }

    /// <summary>Largest payload of a message, in bytes.</summary>
    public int MaxMessageBytes { get; }

    /// <inheritdoc/>
    public string Name => "auto";

    internal RawDialect Raw { get; }

    internal LineDialect Line { get; }

    internal JsonDialect Json { get; }

    internal NulDialect Nul { get; }

    /// <inheritdoc/>
    public IFrameReader NewReader() => new AutoReader(this);

    /// <inheritdoc/>
    public ClientRequest Interpret(in Frame frame) => Raw.Interpret(frame);

    /// <summary>Writes nothing: it is not known yet in which words.</summary>
    public void Write(ServerEvent what, IBufferWriter<byte> output)
    {
        // It listens.
    }

    internal HeaderDialect Header(int width) => headers[width - MinHeaderWidth];
}
