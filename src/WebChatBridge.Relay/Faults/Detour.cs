namespace WebChatBridge.Relay;

/// <summary>
/// Keeps what waits in an outbox apart, append by append, while its session is treated badly or bytes sent by hand wait: then
/// not everything that waits leaves in one write. An outbox has none while all is well. Owner: the outbox, under its lock.
/// </summary>
internal sealed class Detour(TimeProvider time)
{
    private readonly long began = time.GetTimestamp();
    private readonly List<Unit> waiting = [];
    private TaskCompletionSource? wake;
    private bool wakesOnAppend;

    /// <summary>The misbehaviour that is on.</summary>
    public Misconduct? Misconduct { get; private set; }

    /// <summary>Whether the outbox can go back to the plain way.</summary>
    public bool Idle => Misconduct is null && !waiting.Exists(static unit => unit.Note is not null);

    /// <summary>Whether it holds back on purpose what waits.</summary>
    public bool Holds { get; private set; }

    public void Begin(Misconduct? what)
    {
        Misconduct = what;
        Wake();
    }

    /// <summary>Something was appended, which ends here.</summary>
    public void Add(long end, string? note)
    {
        waiting.Add(new Unit(end, time.GetElapsedTime(began), note));
        if (wakesOnAppend)
        {
            Wake();
        }
    }

    /// <summary>What waited was thrown away.</summary>
    public void Clear() => waiting.Clear();

    /// <summary>The misbehaviour that has had all its writes, and ends with that.</summary>
    public Misconduct? TakeOver()
    {
        var over = Misconduct is { Over: true } ? Misconduct : null;
        Misconduct = over is null ? Misconduct : null;
        return over;
    }

    /// <summary>What becomes of what waits. Once it is known to leave, it is not known here any more.</summary>
    public Step Next(long from)
    {
        var step = WritePlan.Next(Misconduct?.How, waiting, from, time.GetElapsedTime(began));
        if (step.Bytes == 0)
        {
            return step with { Until = Hold(onAppend: true) };
        }

        Holds = false;
        waiting.RemoveRange(0, step.Units);
        if (Misconduct is { OfWrites: true })
        {
            Misconduct.Count();
        }

        return step;
    }

    /// <summary>How the rest of it goes on after a piece, as things are now.</summary>
    public Step Renew(Step step, bool hold)
    {
        var now = WritePlan.Cut(step, Misconduct?.How);
        Holds = false;
        return now with { Until = hold && now.Gap > TimeSpan.Zero ? Hold(onAppend: false) : Task.CompletedTask };
    }

    private Task Hold(bool onAppend)
    {
        Holds = true;
        wakesOnAppend = onAppend;
        wake = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return wake.Task;
    }

    private void Wake()
    {
        wake?.TrySetResult();
        wake = null;
    }
}
