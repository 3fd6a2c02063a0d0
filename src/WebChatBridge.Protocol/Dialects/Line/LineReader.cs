using System.Buffers;

namespace WebChatBridge.Protocol;

/// <summary>
/// Reads lines. A line that lies whole in the input, without telnet, is handed out where it lies; everything else goes
/// through the accumulator byte by special byte.
/// </summary>
internal sealed class LineReader(LineDialect dialect) : IFrameReader
{
    private static readonly SearchValues<byte> Specials = SearchValues.Create([(byte)'\n', (byte)'\r', Telnet.Iac]);

    private Accumulator taken;
    private Telnet telnet;
    private FramePlace place;
    private long offset;
    private long lineStart;
    private long commandStart;
    private long returnOffset = -1;
    private FirstWords firstWords;
    private bool crLf;

    public ReadOnlySpan<byte> Pending => taken.Pending;

    public int? Missing => null;

    public Violation? Violation { get; private set; }

    public FramePlace Place => Violation is null ? place : new FramePlace(lineStart, lineStart);

    public IDialect Dialect => crLf ? dialect.CrLf : dialect;

    public string? LineEnding { get; private set; }

    public FrameStatus Read(scoped ref ReadOnlySpan<byte> input, out Frame frame)
    {
        frame = default;
        taken.Forget();
        while (Violation is null && !input.IsEmpty)
        {
            var status = taken.Length == 0 && !telnet.Busy && TryWhole(ref input, out frame)
                ? FrameStatus.Frame
                : Step(ref input, out frame);
            if (status == FrameStatus.Reply)
            {
                return status;
            }

            if (status == FrameStatus.Frame)
            {
                Greet(frame.Payload, ended: true);
                if (Violation is null && !(dialect.Commands && frame.Payload.IsEmpty))
                {
                    return status;
                }

                taken.Forget();
            }
        }

        frame = default;
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
        if (Violation is null && taken.Length > 0)
        {
            Settle();
            Greet(taken.Bytes, ended: true);
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
        place = new FramePlace(lineStart, offset);
        return FrameStatus.Frame;
    }

    private bool TryWhole(scoped ref ReadOnlySpan<byte> input, out Frame frame)
    {
        frame = default;
        var at = 0;
        while (true)
        {
            var step = input[at..].IndexOfAny(Specials);
            at += step;
            if (step < 0 || input[at] == Telnet.Iac || at > dialect.MaxMessageBytes)
            {
                return false;
            }

            if (input[at] == '\n')
            {
                break;
            }

            if (at + 1 == input.Length)
            {
                return false;
            }

            if (input[at + 1] is (byte)'\n' or 0)
            {
                break;
            }

            at++;
        }

        var end = input[at] == '\n' ? 1 : 2;
        frame = new Frame(input[..at]);
        input = input[(at + end)..];
        offset += at + end;
        Ended(end == 2);
        return true;
    }

    // Takes up to the next special byte and that byte.
    private FrameStatus Step(scoped ref ReadOnlySpan<byte> input, out Frame frame)
    {
        frame = default;
        if (telnet.Busy)
        {
            return Negotiate(Next(ref input), out frame);
        }

        if (returnOffset >= 0 && (input[0] is (byte)'\n' or 0))
        {
            Next(ref input);
            return Line(withReturn: true, out frame);
        }

        Settle();
        var step = input.IndexOfAny(Specials);
        var text = step < 0 ? input : input[..step];
        if (Violation is null && !text.IsEmpty)
        {
            TakeText(text, offset);
        }

        input = input[text.Length..];
        offset += text.Length;
        if (Violation is not null || input.IsEmpty)
        {
            return FrameStatus.NeedMore;
        }

        switch (Next(ref input))
        {
            case (byte)'\n':
                return Line(withReturn: false, out frame);
            case (byte)'\r':
                returnOffset = offset - 1;
                taken.Append((byte)'\r');
                return FrameStatus.NeedMore;
            default:
                telnet.Begin();
                commandStart = offset - 1;
                return FrameStatus.NeedMore;
        }
    }

    private FrameStatus Negotiate(byte value, out Frame frame)
    {
        frame = default;
        switch (telnet.Take(value))
        {
            case TelnetOutcome.Literal:
                TakeText([Telnet.Iac], offset - 1);
                break;
            case TelnetOutcome.Done:
                Negotiated();
                break;
            case TelnetOutcome.Answer:
                Negotiated();
                frame = new Frame(telnet.Answer);
                return FrameStatus.Reply;
            case TelnetOutcome.TooLong:
                Violation = new Violation(
                    offset - 1, $"A telnet subnegotiation is longer than {Telnet.MaxSubnegotiation} bytes.", [value]);
                break;
            default:
                break;
        }

        return FrameStatus.NeedMore;
    }

    private void Negotiated()
    {
        crLf = true;
        place = new FramePlace(commandStart, offset);
        if (taken.Length == 0)
        {
            lineStart = offset; // before a line, not in it
        }
    }

    private void TakeText(ReadOnlySpan<byte> text, long at)
    {
        var room = dialect.MaxMessageBytes - taken.Length;
        taken.Append(text[..Math.Min(room, text.Length)]);
        Greet(taken.Bytes, ended: false);
        if (Violation is null && text.Length > room)
        {
            Violation = TooLong(at + room);
        }
    }

    // A carriage return that no line feed followed is text.
    private void Settle()
    {
        if (returnOffset >= 0 && taken.Length > dialect.MaxMessageBytes)
        {
            Violation = TooLong(returnOffset);
        }

        returnOffset = -1;
    }

    private FrameStatus Line(bool withReturn, out Frame frame)
    {
        frame = new Frame(withReturn ? taken.Bytes[..^1] : taken.Bytes);
        taken.Spend();
        returnOffset = -1;
        Ended(withReturn);
        return FrameStatus.Frame;
    }

    private void Ended(bool withReturn)
    {
        place = new FramePlace(lineStart, offset, Tail: withReturn ? 2 : 1);
        lineStart = offset;
        LineEnding = withReturn ? "CRLF" : "LF";
        crLf |= withReturn;
    }

    private void Greet(ReadOnlySpan<byte> line, bool ended)
    {
        if (firstWords.Refusal(line, ended) is { } refusal)
        {
            Violation = refusal;
        }
    }

    private byte Next(ref ReadOnlySpan<byte> input)
    {
        var value = input[0];
        input = input[1..];
        offset++;
        return value;
    }

    private Violation TooLong(long at) => new(
        at,
        $"A line is longer than {dialect.MaxMessageBytes} bytes (Relay:Limits:MaxMessageBytes).",
        Evidence.Join(taken.Bytes, default));
}
