using System.Net;

namespace WebChatBridge.Relay.Tests.Limits;

/// <summary>Drain a tick before its time and at it: what a stop still does for a client that does not read.</summary>
public sealed class DrainTests
{
    private static readonly TimeSpan Tick = new(1);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(7);

    [Theory]
    [InlineData("line", -1, true)]
    [InlineData("line", 0, false)]
    [InlineData("json", -1, true)]
    [InlineData("json", 0, false)]
    [InlineData("header64", -1, true)]
    public async Task Stop_ReaderThatReadsInTime_GetsTheGoodbye(string dialect, int ticks, bool inTime)
    {
        await using var doors = await TestDoors.StartAsync(new LimitOptions { Drain = Limit, WriteStall = TimeSpan.FromHours(1) });
        var deaf = doors.Come(dialect, IPAddress.Loopback);
        await doors.OpenAsync(1);
        deaf.Out.Stall();

        var stopping = doors.StopAsync();
        await deaf.Out.WhenWritingAsync();
        await doors.Time.WhenMadeAsync(Limit, 1);
        doors.Time.Advance(Limit + (ticks * Tick));
        if (inTime)
        {
            Assert.False(stopping.IsCompleted);
            deaf.Out.Resume();
        }

        await stopping.Soon();
        Assert.Equal((inTime, !inTime), (deaf.Finished.IsCompleted, deaf.Aborted));
        Assert.Equal(inTime ? LastWords.Of(dialect, "the relay is stopping") : "", doors.Written(deaf));
    }
}
