namespace WebChatBridge.Protocol;

/// <summary>Reads NUL-terminated frames. One that lies whole in the input is handed out where it lies.</summary>
internal sealed class NulReader(NulDialect dialect) : IFrameReader
{
    private Accumulator taken;
    private long frameStart;
    private FirstWords firstWords;

    public ReadOnlySpan<byte> Pending => taken.Pending;

    public int? Missing => null;

    public Violation? Violation { get; private set; }

    public FramePlace Place { get; private set; }

    public IDialect Dialect => dialect;

    public string? LineEnding => null;

    public FrameStatus Read(scoped ref ReadOnlySpan<byte> input, out Frame frame)
    {
        frame = default;
        taken.Forget();
        while (Violation is null && !input.IsEmpty)
        {
            var end = input.IndexOf((byte)0);
            Place = new FramePlace(frameStart, frameStart);
            if (end < 0)
            {
                Take(input);
                input = default;
                Check(taken.Bytes, ended: false);
                break;
            }

            var payload = Complete(input[..end]);
            input = input[(end + 1)..];
            Check(payload, ended: true);
            frameStart += payload.Length + 1;
            if (Violation is null && !(payload.IsEmpty && dialect.SkipEmpty))
            {
                Place = new FramePlace(Place.Start, frameStart, Tail: 1);
                frame = new Frame(payload);
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
        Place = new FramePlace(frameStart, frameStart + taken.Length);
        if (Violation is null && taken.Length > 0)
        {
            Check(taken.Bytes, ended: true);
        }

        if (Violation is not null)
        {
            return FrameStatus.Violation;
        }

        if (taken.Length == 0)
        {
            return FrameStatus.NeedMore;
        }

        frame = new Frame(taken.Bytes, unterminated: true);
        taken.Spend();
        return FrameStatus.Frame;
    }

    private ReadOnlySpan<byte> Complete(ReadOnlySpan<byte> rest)
    {
        if (taken.Length == 0)
        {
            return rest;
        }

        Take(rest);
        taken.Spend();
        return taken.Bytes;
    }

    // More than one byte over the limit says nothing that the first does not.
    private void Take(ReadOnlySpan<byte> bytes) =>
        taken.Append(bytes[..(int)Math.Clamp(dialect.MaxMessageBytes + 1L - taken.Length, 0, bytes.Length)]);

    private void Check(ReadOnlySpan<byte> frame, bool ended)
    {
        var whole = ended && frame.Length <= dialect.MaxMessageBytes;
        if (firstWords.Refusal(frame[..(int)Math.Min(frame.Length, dialect.MaxMessageBytes + 1L)], whole) is { } refusal)
        {
            Violation = refusal;
            return;
        }

        if (frame.Length > dialect.MaxMessageBytes)
        {
            Violation = new Violation(
                frameStart + dialect.MaxMessageBytes,
                $"A message is longer than {dialect.MaxMessageBytes} bytes without a NUL (0x00) to end it (Relay:Limits:MaxMessageBytes).",
                Evidence.Join(frame, default));
        }
    }
}
