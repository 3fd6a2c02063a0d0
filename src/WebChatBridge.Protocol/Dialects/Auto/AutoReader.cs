namespace WebChatBridge.Protocol;

/// <summary>
/// Keeps what came until it tells the dialect, then has that dialect's reader read it, all of it and what follows: so the
/// frames are those of a session that spoke this dialect from the start.
/// </summary>
internal sealed class AutoReader(AutoDialect dialect) : IFrameReader
{
    private Accumulator taken;
    private int read;
    private IFrameReader? reader;

    public ReadOnlySpan<byte> Pending => reader is null ? taken.Bytes : reader.Pending;

    public int? Missing => reader?.Missing;

    public Violation? Violation => reader?.Violation;

    public FramePlace Place => reader?.Place ?? default;

    public IDialect Dialect => reader?.Dialect ?? dialect;

    public string? LineEnding => reader?.LineEnding;

    public string? Because { get; private set; }

    public TimeSpan? Pause => reader is not null ? reader.Pause : taken.Length > 0 ? dialect.Raw.IdleGap : null;

    public FrameStatus Read(scoped ref ReadOnlySpan<byte> input, out Frame frame)
    {
        if (reader is null)
        {
            taken.Append(input);
            input = default;
            Decide(silent: false);
        }

        return ReadOn(ref input, out frame);
    }

    public FrameStatus Paused(out Frame frame)
    {
        if (reader is not null)
        {
            return reader.Paused(out frame);
        }

        Decide(silent: true);
        ReadOnlySpan<byte> nothing = default;
        var status = ReadOn(ref nothing, out frame);
        return status == FrameStatus.NeedMore && reader is not null ? reader.Paused(out frame) : status;
    }

    public FrameStatus Finish(out Frame frame)
    {
        if (reader is null && taken.Length > 0)
        {
            Decide(silent: true);
            ReadOnlySpan<byte> nothing = default;
            var status = ReadOn(ref nothing, out frame);
            if (status != FrameStatus.NeedMore)
            {
                return status;
            }
        }

        frame = default;
        return reader?.Finish(out frame) ?? FrameStatus.NeedMore;
    }

    private void Decide(bool silent)
    {
        if (Guess.Of(dialect, taken.Bytes, silent) is { } guess)
        {
            reader = guess.Dialect.NewReader();
            Because = guess.Because;
        }
    }

    private FrameStatus ReadOn(scoped ref ReadOnlySpan<byte> input, out Frame frame)
    {
        frame = default;
        if (reader is null)
        {
            return FrameStatus.NeedMore;
        }

        if (read < taken.Length)
        {
            var kept = taken.Bytes[read..];
            var status = reader.Read(ref kept, out frame);
            read = taken.Length - kept.Length;
            if (status != FrameStatus.NeedMore)
            {
                return status;
            }
        }

        // The last frame may lie in what was kept; it was promised until this call.
        taken.Clear();
        read = 0;
        return reader.Read(ref input, out frame);
    }
}
