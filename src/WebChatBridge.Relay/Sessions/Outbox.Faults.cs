using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>What is sent by hand, and what is done to the writes on purpose. While there is nothing of it, it costs a look at a null.</summary>
public sealed partial class Outbox
{
    private volatile Detour? detour;

    /// <summary>Told when a misbehaviour has had all its writes; on the flush's thread.</summary>
    internal Action<Misconduct>? Behaves { get; set; }

    /// <summary>Whether its writes are cut, merged or delayed on purpose: what waits then tells nothing of the reader.</summary>
    internal bool Slowed => detour?.Misconduct is { OfWrites: true };

    /// <summary>Nothing more will be taken: the last words are said, or the FIN is sent.</summary>
    internal bool Completed => completed;

    /// <summary>
    /// Takes bytes that somebody sends by hand; they leave in their place, in a write of their own. False when they do not fit,
    /// which is then not the reader's slowness.
    /// </summary>
    internal bool TryInsert(ReadOnlySpan<byte> bytes, string note)
    {
        lock (gate)
        {
            if (bytes.IsEmpty || completed || givenUp || refused || Fault is not null || Queued + bytes.Length > maxBytes)
            {
                return false;
            }

            detour ??= NewDetour();
            Take(bytes, new Label(FrameKind.Raw), note);
        }

        buffers.Look();
        return true;
    }

    /// <summary>Begins a misbehaviour with the next write, or ends it with null.</summary>
    internal void Misbehave(Misconduct? what)
    {
        lock (gate)
        {
            if (!completed && Fault is null)
            {
                detour ??= NewDetour();
                detour.Begin(what);
                detour = detour.Idle ? null : detour;
            }
        }
    }

    /// <summary>
    /// What is to leave next, for the flush: the first piece of what waits, which it has until the socket took all of it. Nothing
    /// when nothing waits: then the flush is over, and the next append begins another. With a step, it says what is special about
    /// it; nothing with a step is to be waited for.
    /// </summary>
    internal ArraySegment<byte> TakeWaiting(out Step? step)
    {
        Misconduct? over;
        ArraySegment<byte> taken;
        lock (gate)
        {
            over = detour?.TakeOver();
            step = waiting.Count == 0 ? null : detour?.Next(appended - waiting.Count);
            taken = step is null ? waiting.Take() : waiting.Take(step.Bytes);
            (inFlight, leased) = (taken.Count, taken.Array!);
            if (step is null && inFlight == 0)
            {
                Rest();
            }

            detour = detour is { Idle: true } ? null : detour;
        }

        if (over is not null)
        {
            Behaves?.Invoke(over);
        }

        return taken;
    }

    /// <summary>How what was taken goes on after a piece of it.</summary>
    internal Step Renew(Step step, bool hold)
    {
        lock (gate)
        {
            return detour?.Renew(step, hold) ?? WritePlan.Cut(step, null) with { Until = Task.CompletedTask };
        }
    }

    private Detour NewDetour()
    {
        var made = new Detour(time);
        if (waiting.Count > 0)
        {
            made.Add(appended, note: null);
        }

        return made;
    }
}
