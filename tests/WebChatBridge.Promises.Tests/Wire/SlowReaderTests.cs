using WebChatBridge.Protocol;

namespace WebChatBridge.Promises.Tests;

/// <summary>
/// P6: who does not read is closed within twelve seconds, with the reason and its figures; the other 99 of his room lose nothing, and do not
/// wait for him.
/// </summary>
public sealed class SlowReaderTests : IDisposable
{
    private const int Readers = 99;
    private const int Senders = 10;
    private const int PerSecond = 1_000;
    private const int Rounds = 10;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(2);

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task OneOfAHundred_WhoDoesNotRead_IsClosedInWords_AndNobodyElseIsHarmed()
    {
        await using var room = await RoomAsync("memory");
        var times = new Percentile();

        var (took, reason) = await room.TalkPastAsync(times);

        await room.AssertNothingLostAsync();
        Assert.True(took <= Limit, $"It was closed after {took.TotalSeconds:0.0} s.");
        Assert.Equal(CloseCode.TooSlow, reason.Code);
        Assert.Matches(@"^too slow: [0-9,]+ B wait(ed)?\b.*[0-9,]+ B? ?.*\(Relay:Limits:(OutboxBytes|OutboxSoftBytes|WriteStall)\)$", reason.Sentence);
        Assert.True(times.Of(1) < Stall, $"Somebody waited {times.Of(1).TotalSeconds:0.0} s.");
        Scale.Print($"P6: closed after {took.TotalSeconds:0.0} s, \"{reason.Sentence}\"; the others' p99 {times.Of(0.99).TotalMilliseconds:0.00} ms, worst {times.Of(1).TotalMilliseconds:0} ms, nothing lost");
    }

    /// <summary>
    /// One non-reader after the other, and as long without each: short turns by turns, so that what else the machine does meets both alike. All
    /// deliveries of all turns are judged together.
    /// </summary>
    [Fact]
    public async Task OneOfAHundred_WhoDoesNotRead_DoesNotSlowTheOthers()
    {
        Scale.NeedsLong();
        await using var room = await RoomAsync("memory", "--Relay:Limits:OutboxBytes=65536"); // his end comes sooner: twice as many turns
        var (took, _) = await room.TalkPastAsync(new Percentile());
        await room.TalkAsync(new Percentile(), TimeSpan.FromSeconds(3));
        var (with, without) = (new Percentile(), new Percentile());
        for (var round = 0; round < Rounds; round++)
        {
            // The one first, then the other: whatever grows or cools down meets both alike, too.
            var (past, alone) = (new Percentile(), new Percentile());
            if (round % 2 == 0)
            {
                await room.TalkAsync(alone, took);
            }

            (took, _) = await room.TalkPastAsync(past);
            if (round % 2 == 1)
            {
                await room.TalkAsync(alone, took);
            }

            with.Add(past);
            without.Add(alone);
            Scale.Print($"P6 round {round + 1}: {took.TotalSeconds:0.0} s each, p99 {Milliseconds(alone):0.00} ms without, {Milliseconds(past):0.00} ms with a non-reader");
        }

        await room.AssertNothingLostAsync();
        var ratio = Milliseconds(with) / Milliseconds(without);
        Scale.Print($"P6: {without.Count:N0} deliveries without and {with.Count:N0} with one, p99 {Milliseconds(without):0.00} and {Milliseconds(with):0.00} ms, the ratio {ratio:0.00}");
        Assert.True(ratio <= 1.2, $"p99 of the others is {ratio:0.00} times what it is without a non-reader.");

        static double Milliseconds(Percentile times) => times.Of(0.99).TotalMilliseconds;
    }

    private async Task<BusyRoom> RoomAsync(string store, params string[] settings)
    {
        var server = await ServerProcess.StartAsync([$"--History:Store={store}", $"--History:Path={folder.File("history.db")}", .. settings]);
        return await BusyRoom.OpenAsync(server, Readers, Senders, PerSecond);
    }
}
