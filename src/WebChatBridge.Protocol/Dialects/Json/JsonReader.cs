namespace WebChatBridge.Protocol;

/// <summary>Reads JSON lines. Lines of nothing but white space are no frames.</summary>
internal sealed class JsonReader(JsonDialect dialect) : IFrameReader
{
    private Accumulator taken;
    private long lineStart;
    private FirstWords firstWords;

    public ReadOnlySpan<byte> Pending => taken.Pending;

    public int? Missing => null;

    public Violation? Violation { get; private set; }

    public FramePlace Place { get; private set; }

    public IDialect Dialect => dialect;

    public string? LineEnding { get; private set; }

    public FrameStatus Read(scoped ref ReadOnlySpan<byte> input, out Frame frame)
    {
        frame = default;
        taken.Forget();
        while (Violation is null && !input.IsEmpty)
        {
            var end = input.IndexOf((byte)'\n');
            Place = new FramePlace(lineStart, lineStart);
            if (end < 0)
            {
                taken.Append(input[..(int)Math.Min(input.Length, dialect.MaxLineBytes + 2L - taken.Length)]);
                input = default;
                Check(taken.Bytes, ended: false);
                break;
            }

            var line = Complete(input[..end]);
            input = input[(end + 1)..];
            LineEnding = line.EndsWith("\r"u8) ? "CRLF" : "LF";
            Check(line, ended: true);
            lineStart += line.Length + 1;
            var length = line.Length;
            line = line.TrimEnd((byte)'\r');
            if (Violation is null && line.ContainsAnyExcept((byte)' ', (byte)'\t', (byte)'\r'))
            {
                Place = new FramePlace(Place.Start, lineStart, Tail: 1 + length - line.Length);
                frame = new Frame(line);
                return FrameStatus.Frame;
            }

            taken.Forget();
        }

        if (Violation is null)
        {
            return FrameStatus.NeedMore;
        }

        input = default;
        return FrameStatus.Violation;
    }

    public FrameStatus Finish(out Frame frame)
    {
        frame = default;
        taken.Forget();
        Place = new FramePlace(lineStart, lineStart);
        if (Violation is null)
        {
            Check(taken.Bytes, ended: true);
        }

        if (Violation is null && taken.Bytes.ContainsAnyExcept((byte)' ', (byte)'\t', (byte)'\r'))
        {
            Violation = new Violation(
                lineStart + taken.Length,
                $"The input ended inside a line: {taken.Length} bytes had come and no line feed (\\n, 0x0A) after them.",
                Evidence.Join(taken.Bytes, default));
        }

        return Violation is null ? FrameStatus.NeedMore : FrameStatus.Violation;
    }

    private ReadOnlySpan<byte> Complete(ReadOnlySpan<byte> rest)
    {
        if (taken.Length == 0)
        {
            return rest;
        }

        // More than one byte over the limit says nothing that the first does not.
        taken.Append(rest[..(int)Math.Min(rest.Length, Math.Max(0, dialect.MaxLineBytes + 2L - taken.Length))]);
        taken.Spend();
        return taken.Bytes;
    }

    private void Check(ReadOnlySpan<byte> line, bool ended)
    {
        if (firstWords.Refusal(line, ended) is { } refusal)
        {
            Violation = refusal;
            return;
        }

        var length = line.EndsWith("\r"u8) ? line.Length - 1 : line.Length;
        if (length > dialect.MaxLineBytes)
        {
            Violation = new Violation(
                lineStart + dialect.MaxLineBytes,
                $"A line is longer than {dialect.MaxLineBytes} bytes, the room a message of {dialect.MaxMessageBytes} bytes takes at the most (Relay:Limits:MaxMessageBytes).",
                Evidence.Join(line, default));
        }
    }
}
