using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Silence: where a dialect ends a message by it, and where it tells that a newcomer is no browser.</summary>
internal sealed partial class ReadLoop
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private Task<int>? arriving; // a wait for bytes that goes on after silence was heard
    private bool settled;

    // Silence means something in a dialect where it ends a message, and once at the beginning, because browsers and scanners
    // speak at once; who does not is welcomed a moment later. Nobody else needs a clock.
    private TimeSpan? Silence => intake.Frames.Pause ?? (settled || intake.Frames.Dialect is AutoDialect ? null : Patience);

    // False when it stayed silent for so long; then the wait goes on.
    private async ValueTask<bool> ArrivesWithinAsync(TimeSpan silence)
    {
        var arrived = arriving ?? wire.ReceiveAsync(Memory<byte>.Empty, interrupted).AsTask();
        arriving = null;
        if (!arrived.IsCompleted)
        {
            using var came = new CancellationTokenSource();
            if (await Task.WhenAny(arrived, Task.Delay(silence, core.Time, came.Token)).ConfigureAwait(false) != arrived)
            {
                arriving = arrived;
                FallSilent();
                return false;
            }

            await came.CancelAsync().ConfigureAwait(false);
        }

        await arrived.ConfigureAwait(false);
        return true;
    }

    private void FallSilent()
    {
        if (intake.Frames.Pause is null)
        {
            Settle();
        }
        else
        {
            intake.Pause();
        }
    }

    private void Settle()
    {
        if (!settled)
        {
            settled = true;
            core.Queue.Signal(session, new Signals.Settled());
        }
    }

    // Interrupted: one receives at a time.
    private async ValueTask EndWaitAsync()
    {
        if (arriving is Task ending)
        {
            arriving = null;
            await ending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
