using System.Diagnostics;

namespace WebChatBridge.Promises.Tests;

/// <summary>So many messages a second from several senders by turns, and when each of them was said.</summary>
internal sealed class SteadyTalk(IReadOnlyList<Caller> senders, int perSecond)
{
    private readonly Sayings[] sayings = [.. senders.Select(static (caller, sender) => new Sayings(caller, sender))];
    private readonly long[][] said = [.. senders.Select(_ => new long[200_000])];

    public int Said => sayings.Sum(static one => one.Said);

    /// <summary>How long ago a unit was said.</summary>
    public TimeSpan Since(int sender, int number) => Stopwatch.GetElapsedTime(Volatile.Read(ref said[sender][number]));

    /// <summary>Talks until told to stop. What a late tick missed is said with the next one.</summary>
    public async Task TalkAsync(CancellationToken stop)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        var (started, total, before) = (Stopwatch.GetTimestamp(), 0, Said);
        try
        {
            while (await tick.WaitForNextTickAsync(stop))
            {
                var due = Stopwatch.GetElapsedTime(started).TotalSeconds * perSecond;
                for (; total < due && !stop.IsCancellationRequested; total++)
                {
                    var sender = (before + total) % sayings.Length;
                    Volatile.Write(ref said[sender][sayings[sender].Said], Stopwatch.GetTimestamp());
                    await sayings[sender].SayAsync(1);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Said enough.
        }
    }
}
