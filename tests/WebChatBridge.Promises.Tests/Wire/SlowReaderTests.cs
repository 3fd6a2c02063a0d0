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

    [Fact]
    public async Task OneOfAHundred_WhoDoesNotRead_DoesNotSlowTheOthers()
    {
        Scale.NeedsLong();
        await using var room = await RoomAsync("memory");
        await room.TalkAsync(new Percentile(), TimeSpan.FromSeconds(3));
        var ratios = new List<double>();
        for (var round = 0; round < 5; round++)
        {
            var (with, without) = (new Percentile(), new Percentile());
            var (took, _) = await room.TalkPastAsync(with);
            await room.TalkAsync(without, took);
            ratios.Add(with.Of(0.99) / without.Of(0.99));
            Scale.Print($"P6 round {round + 1}: {took.TotalSeconds:0.0} s each, p99 {without.Of(0.99).TotalMilliseconds:0.00} ms without, {with.Of(0.99).TotalMilliseconds:0.00} ms with a non-reader");
        }

        await room.AssertNothingLostAsync();
        var median = ratios.Order().ElementAt(ratios.Count / 2);
        Scale.Print($"P6: median of the ratios {median:0.00}");
        Assert.True(median <= 1.2, $"p99 of the others is {median:0.00} times what it is without a non-reader.");
    }

    private async Task<BusyRoom> RoomAsync(string store)
    {
        var server = await ServerProcess.StartAsync($"--History:Store={store}", $"--History:Path={folder.File("history.db")}");
        return await BusyRoom.OpenAsync(server, Readers, Senders, PerSecond);
    }
}
