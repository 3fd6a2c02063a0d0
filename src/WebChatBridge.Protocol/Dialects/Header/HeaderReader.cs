namespace WebChatBridge.Protocol;

/// <summary>Reads <c>header:N</c> frames. A wrong header is told at its first wrong byte, not after the N-th.</summary>
internal sealed class HeaderReader(HeaderDialect dialect) : IFrameReader
{
    private Accumulator taken;
    private HeaderNumber number;
    private FramePlace place;
    private long frameStart;
    private int bodyLength = -1;
    private bool doubted;

    public ReadOnlySpan<byte> Pending => taken.Pending;

    public int? Missing => bodyLength < 0 ? null : dialect.Width + bodyLength - taken.Length;

    public Violation? Violation { get; private set; }

    public FramePlace Place => Violation is null ? place : new FramePlace(frameStart, frameStart);

    public IDialect Dialect => dialect;

    public string? LineEnding => null;

    public FrameStatus Read(scoped ref ReadOnlySpan<byte> input, out Frame frame)
    {
        frame = default;
        taken.Forget();
        if (Violation is null && bodyLength < 0 && !input.IsEmpty)
        {
            TakeHeader(ref input);
        }

        if (Violation is not null)
        {
            input = default;
            return FrameStatus.Violation;
        }

        return bodyLength < 0 ? FrameStatus.NeedMore : TakeBody(ref input, out frame);
    }

    public FrameStatus Finish(out Frame frame)
    {
        frame = default;
        taken.Forget();
        if (Violation is null && doubted)
        {
            Doubt(default, ended: true);
        }

        if (Violation is null && taken.Length > 0)
        {
            Violation = new Violation(frameStart + taken.Length, Unfinished(), Evidence.Join(taken.Bytes, default));
        }

        return Violation is null ? FrameStatus.NeedMore : FrameStatus.Violation;
    }

    private void TakeHeader(ref ReadOnlySpan<byte> input)
    {
        if (doubted)
        {
            Doubt(input, ended: false);
            input = default;
            return;
        }

        var header = input[..Math.Min(dialect.Width - taken.Length, input.Length)];
        var wrong = number.Take(header, taken.Length, dialect.Width);
        if (wrong is not null)
        {
            Refuse(wrong, input);
            input = default;
            return;
        }

        if (taken.Length + header.Length < dialect.Width)
        {
            taken.Append(header);
            input = default;
            return;
        }

        if (number.Value > (ulong)dialect.MaxMessageBytes)
        {
            Violation = new Violation(
                frameStart,
                $"Header says {number.Value} bytes; the limit is {dialect.MaxMessageBytes} (Relay:Limits:MaxMessageBytes).",
                Evidence.Join(taken.Bytes, header));
            input = default;
            return;
        }

        bodyLength = (int)number.Value;
        if (taken.Length > 0 || input.Length < header.Length + bodyLength)
        {
            taken.Append(header);
            input = input[header.Length..];
        }
    }

    private FrameStatus TakeBody(scoped ref ReadOnlySpan<byte> input, out Frame frame)
    {
        var width = dialect.Width;
        if (taken.Length == 0)
        {
            frame = new Frame(input.Slice(width, bodyLength));
            input = input[(width + bodyLength)..];
            NextFrame();
            return FrameStatus.Frame;
        }

        var rest = input[..Math.Min(width + bodyLength - taken.Length, input.Length)];
        taken.Append(rest);
        input = input[rest.Length..];
        if (taken.Length < width + bodyLength)
        {
            frame = default;
            return FrameStatus.NeedMore;
        }

        frame = new Frame(taken.Bytes[width..]);
        taken.Spend();
        NextFrame();
        return FrameStatus.Frame;
    }

    private void NextFrame()
    {
        place = new FramePlace(frameStart, frameStart + dialect.Width + bodyLength, dialect.Width);
        frameStart = place.End;
        bodyLength = -1;
        number = default;
    }

    private void Refuse(string wrong, ReadOnlySpan<byte> input)
    {
        // Wrong from the very first byte of the stream: perhaps another protocol, of which a word more must come.
        if (frameStart == 0 && taken.Length == 0 && number.Length == 0)
        {
            doubted = true;
            Doubt(input, ended: false);
            return;
        }

        var bytes = Evidence.Join(taken.Bytes, input);
        Violation = new Violation(frameStart + number.Length, $"{wrong} {Format} Got {Evidence.Show(bytes)}.", bytes);
    }

    private void Doubt(ReadOnlySpan<byte> input, bool ended)
    {
        var room = Greeting.MaxRequestLine + Evidence.MaxBytes - taken.Length;
        taken.Append(input[..Math.Min(room, input.Length)]);
        switch (Greeting.Recognize(taken.Bytes, ended, anyMethod: false))
        {
            case null:
                return;
            case ForeignProtocol.None:
                var bytes = Evidence.Join(taken.Bytes, default);
                var wrong = $"Byte 0 is {Evidence.Name(bytes[0])}, not a digit.";
                Violation = new Violation(0, $"{wrong} {Format} Got {Evidence.Show(bytes)}.", bytes);
                break;
            case { } spoke:
                Violation = Greeting.Refusal(spoke, taken.Bytes);
                break;
        }
    }

    private string Format =>
        $"Every message starts with a header of {dialect.Width} bytes: the length of its body in decimal digits, then spaces.";

    private string Unfinished() => bodyLength < 0
        ? $"The input ended inside a header: {taken.Length} of its {dialect.Width} bytes had come."
        : $"The input ended inside a message: its header says {bodyLength} bytes, {taken.Length - dialect.Width} had come.";
}
