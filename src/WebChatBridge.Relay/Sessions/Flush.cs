namespace WebChatBridge.Relay;

/// <summary>
/// Writes what waits in an outbox: as much as can be in one call, so that what arrives meanwhile shares the next. At most one runs for
/// an outbox; that one calls it back.
/// </summary>
internal sealed class Flush(Outbox outbox, Stream output, TimeProvider time) : IThreadPoolWorkItem
{
    // Large enough to share a send, small enough that a slow but living reader shows progress.
    public const int WriteBytes = 65_536;

    /// <summary>Told of each part just before the socket gets it: who answers it cannot be heard before. See <see cref="Outbox.Writing"/>.</summary>
    public Action<ReadOnlyMemory<byte>, string?>? Writing { get; set; }

    /// <summary>Writes until nothing waits, after what is being done now.</summary>
    public void Begin() => Poller.Post(this);

    void IThreadPoolWorkItem.Execute() => _ = RunAsync(); // observed by the outbox: RunAsync never throws

    private async Task RunAsync()
    {
        try
        {
            ArraySegment<byte> sending;
            while ((sending = outbox.TakeWaiting(out var step)).Count > 0 || step is not null)
            {
                if (step is not null)
                {
                    await DetourAsync(sending, step).ConfigureAwait(false);
                }

                for (var at = 0; step is null && at < sending.Count; at += WriteBytes)
                {
                    await WriteAsync(sending.AsMemory(at, Math.Min(WriteBytes, sending.Count - at)), note: null).ConfigureAwait(false);
                }
            }
        }
        catch (Exception error)
        {
            outbox.Break(error);
        }
    }

    private async Task DetourAsync(ArraySegment<byte> sending, Step step)
    {
        await WaitAsync(step, step.Wait).ConfigureAwait(false);
        for (var at = 0; at < sending.Count;)
        {
            var piece = Math.Min(step.Piece, sending.Count - at);
            await WriteAsync(sending.AsMemory(at, piece), step.Note).ConfigureAwait(false);
            at += piece;
            if (at < sending.Count)
            {
                step = outbox.Renew(step, hold: true);
                await WaitAsync(step, step.Gap).ConfigureAwait(false);
                step = outbox.Renew(step, hold: false);
            }
        }
    }

    // In whole milliseconds, rounded up: a timer that ends a little early would have us look again and again.
    private async Task WaitAsync(Step step, TimeSpan atMost)
    {
        if (!step.Until.IsCompleted)
        {
            await step.Until.WaitAsync(TimeSpan.FromMilliseconds(Math.Ceiling(atMost.TotalMilliseconds)), time)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private ValueTask WriteAsync(ReadOnlyMemory<byte> part, string? note)
    {
        var now = time.GetUtcNow();
        outbox.Ring?.Writing(part.Length, now, note);
        Writing?.Invoke(part, note);
        var write = output.WriteAsync(part);
        if (write.IsCompletedSuccessfully)
        {
            outbox.Progress(part.Length, now);
            return ValueTask.CompletedTask;
        }

        outbox.Block();
        return EndAsync(write, part.Length);
    }

    private async ValueTask EndAsync(ValueTask write, int bytes)
    {
        await write.ConfigureAwait(false);
        outbox.Progress(bytes, time.GetUtcNow());
    }
}
