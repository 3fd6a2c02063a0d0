using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using WebChatBridge.Relay;
using static WebChatBridge.Server.Tests.Drafts;

namespace WebChatBridge.Server.Tests;

/// <summary>KeepDays a millisecond before, at and after it; looked at once an hour.</summary>
public sealed class RetentionTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    [Theory]
    [InlineData(30, 2)]
    [InlineData(1, 2)]
    [InlineData(0, 1)]
    public async Task Look_AfterAnHour_DropsWhatIsOlder(int days, long first)
    {
        await using var log = new MemoryLog();
        var time = new Clock();
        var oldest = Noon + Hour - TimeSpan.FromDays(days);
        await log.Append(Said("a", "older", at: oldest - Millisecond), Said("a", "as old", at: oldest), Said("a", "younger", at: oldest + Millisecond));
        using var retention = new Retention(log, SettingsSource.Read($"--History:KeepDays={days}"), time, NullLogger<Retention>.Instance);
        await retention.StartAsync(CancellationToken.None);
        await (days == 0 ? retention.ExecuteTask! : time.IsWaitedFor).WaitAsync(Soon.Deadline);

        time.Advance(Hour - Millisecond);
        Assert.Equal(1, await log.FirstSeqAsync("a", CancellationToken.None));
        time.Advance(Millisecond);
        await Soon.GetAsync(async () => await log.FirstSeqAsync("a", CancellationToken.None) == first ? "" : null, "the first that is left");

        Assert.Equal(first == 2 ? [2, 3] : [1, 2, 3], await log.ReadForwardAsync("a", 0, 10, CancellationToken.None).Seqs());
        await retention.StopAsync(CancellationToken.None);
    }

    /// <summary>Tells when somebody began to wait for it.</summary>
    private sealed class Clock() : FakeTimeProvider(Noon)
    {
        private readonly TaskCompletionSource made = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task IsWaitedFor => made.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            made.TrySetResult();
            return timer;
        }
    }
}
