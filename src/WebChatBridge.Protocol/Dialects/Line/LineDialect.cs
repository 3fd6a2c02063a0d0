using System.Buffers;

namespace WebChatBridge.Protocol;

/// <summary>Lines of text for people and for programs that print lines. Wire: UTF-8 up to LF. docs/wire.md §2.2.</summary>
public sealed class LineDialect : IDialect
{
    private readonly LineDialect? crLf;
    private readonly bool writesCrLf;

    /// <summary>A line dialect.</summary>
    /// <param name="maxMessageBytes">Longest line taken, in bytes, line end excluded.</param>
    /// <param name="commands">
    /// Whether a line that begins with <c>/</c> is a command and an empty one is nothing at all (lobby); otherwise every line
    /// is a message (pairs).
    /// </param>
    public LineDialect(int maxMessageBytes, bool commands)
        : this(maxMessageBytes, commands, writesCrLf: false)
    {
        crLf = new LineDialect(maxMessageBytes, commands, writesCrLf: true);
    }

    private LineDialect(int maxMessageBytes, bool commands, bool writesCrLf)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessageBytes, 1);
        MaxMessageBytes = maxMessageBytes;
        Commands = commands;
        this.writesCrLf = writesCrLf;
    }

    /// <summary>Longest line taken, in bytes, line end excluded.</summary>
    public int MaxMessageBytes { get; }

    /// <summary>Whether a line that begins with <c>/</c> is a command, and an empty one nothing.</summary>
    public bool Commands { get; }

    /// <summary>The same dialect, answering with CRLF: always this one instance, so that sessions which speak it can be grouped.</summary>
    public LineDialect CrLf => crLf ?? this;

    /// <inheritdoc/>
    public string Name => "line";

    /// <inheritdoc/>
    public IFrameReader NewReader() => new LineReader(this);

    /// <inheritdoc/>
    public Framing Measure(ReadOnlySpan<byte> written) => Framing.Ending(written, writesCrLf ? "\r\n"u8 : "\n"u8);

    /// <inheritdoc/>
    public ClientRequest Interpret(in Frame frame) => Commands && frame.Payload.StartsWith((byte)'/')
        ? LineCommands.Interpret(frame)
        : new ClientRequest.Post(null, frame.Payload.ToArray(), frame.Unterminated);

    /// <inheritdoc/>
    public void Write(ServerEvent what, IBufferWriter<byte> output) =>
        LineWriter.Write(what, output, writesCrLf ? "\r\n"u8 : "\n"u8);
}
