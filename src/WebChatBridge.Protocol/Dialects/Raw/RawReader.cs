namespace WebChatBridge.Protocol;

/// <summary>
/// Reads what has no frames. A pause ends a message; so does the limit, between two characters: there is no frame that a
/// longer one could violate. Everything goes through the accumulator, because only the pause tells that it was all.
/// </summary>
internal sealed class RawReader(RawDialect dialect) : IFrameReader
{
    private Accumulator taken;
    private FramePlace place;
    private FirstWords firstWords;

    public ReadOnlySpan<byte> Pending => taken.Pending;

    public int? Missing => null;

    public Violation? Violation { get; private set; }

    public FramePlace Place => Violation is null ? place : new FramePlace(place.End, place.End);

    public IDialect Dialect => dialect;

    public string? LineEnding => null;

    public TimeSpan? Pause => Pending.IsEmpty || Violation is not null ? null : dialect.IdleGap;

    public FrameStatus Read(scoped ref ReadOnlySpan<byte> input, out Frame frame)
    {
        frame = default;
        taken.Forget();
        if (Violation is null)
        {
            // One byte more than a message: only then it is known that it does not end there.
            var more = input[..(int)Math.Clamp(dialect.MaxMessageBytes + 1L - taken.Length, 0, input.Length)];
            taken.Append(more);
            input = input[more.Length..];
            Greet(ended: taken.Length > dialect.MaxMessageBytes);
        }

        if (Violation is not null)
        {
            input = default;
            return FrameStatus.Violation;
        }

        if (taken.Length <= dialect.MaxMessageBytes)
        {
            return FrameStatus.NeedMore;
        }

        return Take(Utf8Text.CutAt(taken.Bytes, dialect.MaxMessageBytes), out frame);
    }

    public FrameStatus Paused(out Frame frame) => Finish(out frame);

    public FrameStatus Finish(out Frame frame)
    {
        frame = default;
        taken.Forget();
        if (Violation is null && taken.Length > 0)
        {
            Greet(ended: true);
        }

        return Violation is not null ? FrameStatus.Violation
            : taken.Length == 0 ? FrameStatus.NeedMore
            : Take(taken.Length, out frame);
    }

    private FrameStatus Take(int count, out Frame frame)
    {
        frame = new Frame(taken.Bytes[..count]);
        taken.Spend(count);
        place = new FramePlace(place.End, place.End + count);
        return FrameStatus.Frame;
    }

    private void Greet(bool ended)
    {
        if (firstWords.Refusal(taken.Bytes, ended) is { } refusal)
        {
            Violation = refusal;
        }
    }
}
