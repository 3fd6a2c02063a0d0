using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// A partner at its end of the wire: reads, lets the partner decide, writes. One task owns it; the core loop only leaves word.
/// </summary>
internal sealed class PartnerAtWire(IPartner partner, IVoice voice, PracticeWire wire, TimeProvider time)
{
    private const int ReadBytes = 16_384;

    // Who said goodbye waits for the other's; not for ever.
    private const int Farewell = 5;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly byte[] buffer = new byte[ReadBytes];
    private readonly TaskCompletionSource quit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Cue? word;
    private volatile bool dismissed;
    private string? answerTo;
    private int rest;
    private int leaving;

    /// <summary>Told what its partner wants done to the others in its room.</summary>
    public Action<Misbehaviour>? Mistreats { get; set; }

    /// <summary>It is to say goodbye and go.</summary>
    public void Dismiss() => dismissed = true;

    /// <summary>It ends at once.</summary>
    public void Quit()
    {
        quit.TrySetResult();
        wire.Reset();
    }

    /// <summary>Something that its dialect does not tell it.</summary>
    public void Tell(Cue cue) => word = cue;

    /// <summary>Takes part until it has left or the relay has ended it.</summary>
    /// <param name="first">What it is told first; null where its dialect tells it.</param>
    public async Task RunAsync(Cue? first)
    {
        try
        {
            await SendAsync(voice.Hello).ConfigureAwait(false);
            await DoAsync(first).ConfigureAwait(false);
            await TakePartAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The connection was reset, by the relay or by the partner itself.
        }
    }

    private async Task TakePartAsync()
    {
        using var timer = new PeriodicTimer(Second, time);
        var tick = timer.WaitForNextTickAsync().AsTask();
        Task<int>? read = null;
        while (!quit.Task.IsCompleted)
        {
            read ??= rest > 0 ? null : wire.ReadAsync(buffer, CancellationToken.None).AsTask();
            await Task.WhenAny(tick, (Task?)read ?? tick, quit.Task).ConfigureAwait(false);
            if (read is { IsCompleted: true })
            {
                var count = await read.ConfigureAwait(false);
                read = null;
                if (count == 0)
                {
                    wire.Finish();
                    return; // the relay has said its last word
                }

                await HearAsync(count).ConfigureAwait(false);
            }

            if (tick.IsCompleted)
            {
                await tick.ConfigureAwait(false);
                tick = timer.WaitForNextTickAsync().AsTask();
                await PassSecondAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task HearAsync(int count)
    {
        foreach (var cue in voice.Hear(buffer.AsSpan(0, count)))
        {
            answerTo = cue is Cue.Heard { Direct: true, From: var from } ? from : null;
            await DoAsync(cue).ConfigureAwait(false);
        }

        answerTo = null;
    }

    private async Task PassSecondAsync()
    {
        rest = Math.Max(0, rest - 1);
        if (leaving > 0 && ++leaving > Farewell)
        {
            wire.Finish();
        }

        var said = Interlocked.Exchange(ref word, null);
        await DoAsync(said).ConfigureAwait(false);
        await DoAsync(dismissed ? null : new Cue.Second()).ConfigureAwait(false);
        if (dismissed)
        {
            await LeaveAsync().ConfigureAwait(false);
        }
    }

    private async Task DoAsync(Cue? cue)
    {
        if (cue is null || leaving > 0)
        {
            return;
        }

        foreach (var act in partner.On(cue))
        {
            switch (act)
            {
                case Act.Say say:
                    await SendAsync(voice.Spell(say.Payload, answerTo)).ConfigureAwait(false);
                    break;
                case Act.Leave:
                    await LeaveAsync().ConfigureAwait(false);
                    break;
                case Act.Vanish:
                    wire.Reset();
                    return;
                case Act.Rest pause:
                    rest = pause.Seconds;
                    break;
                case Act.Mistreat mistreat:
                    Mistreats?.Invoke(mistreat.How);
                    break;
            }
        }
    }

    private async Task LeaveAsync()
    {
        if (leaving > 0)
        {
            return;
        }

        (leaving, rest) = (1, 0);
        await SendAsync(voice.Goodbye).ConfigureAwait(false);
        if (voice.Goodbye.Length == 0)
        {
            wire.Finish();
        }
    }

    private ValueTask SendAsync(byte[] bytes) => bytes.Length == 0 ? ValueTask.CompletedTask : wire.SendAsync(bytes, CancellationToken.None);
}
