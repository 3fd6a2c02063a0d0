using Microsoft.Extensions.Time.Testing;

namespace WebChatBridge.Relay.Tests;

/// <summary>A clock that moves when told, and tells when somebody began to wait for it.</summary>
internal sealed class TestTime : FakeTimeProvider
{
    private readonly Lock gate = new();
    private readonly Dictionary<TimeSpan, int> timers = [];
    private readonly List<(TimeSpan Due, int Count, TaskCompletionSource Made)> waiters = [];

    public TestTime()
        : base(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero))
    {
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        lock (gate)
        {
            var count = timers[dueTime] = timers.GetValueOrDefault(dueTime) + 1;
            waiters.RemoveAll(waiter => waiter.Due == dueTime && waiter.Count <= count && waiter.Made.TrySetResult());
        }

        return timer;
    }

    /// <summary>How many timers of this length were made so far.</summary>
    public int Made(TimeSpan due)
    {
        lock (gate)
        {
            return timers.GetValueOrDefault(due);
        }
    }

    /// <summary>Done once so many timers of this length were made in all.</summary>
    public Task WhenMadeAsync(TimeSpan due, int count)
    {
        lock (gate)
        {
            if (timers.GetValueOrDefault(due) >= count)
            {
                return Task.CompletedTask;
            }

            var made = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiters.Add((due, count, made));
            return made.Task.Soon();
        }
    }
}
