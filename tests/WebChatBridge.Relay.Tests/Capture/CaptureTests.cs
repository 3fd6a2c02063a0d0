namespace WebChatBridge.Relay.Tests;

public sealed class CaptureTests
{
    private const int Limit = 65_536;

    private readonly TestTime time = new();
    private readonly CaptureOptions options = new() { SessionBytes = Limit, TotalBytes = long.MaxValue };
    private readonly Capture capture;

    public CaptureTests() => capture = new Capture(options);

    [Theory]
    [InlineData(0, 1_000)]
    [InlineData(1_000, 0)]
    public void Open_WithNothingToKeep_GivesNoRing(int sessionBytes, long totalBytes) =>
        Assert.Null(new Capture(new CaptureOptions { SessionBytes = sessionBytes, TotalBytes = totalBytes }).Open(1));

    [Fact]
    public void Cut_TakesClosedSessionsFirst_TheOldestOfThemFirst()
    {
        var (first, second, live) = (Filled(1, 12_000), Filled(2, 12_000), Filled(3, 14_000));
        capture.Close(second);
        capture.Close(first);
        options.TotalBytes = 50_000;

        capture.Cut();

        Assert.Empty(second.Read(0).Chunks);
        Assert.NotEmpty(first.Read(0).Chunks);
        Assert.Equal(0, first.Read(0).DroppedChunks);
        Assert.Equal(0, live.Read(0).DroppedChunks);
        Assert.True(capture.Cost <= 50_000);
    }

    [Fact]
    public void Cut_WithoutClosedSessions_CutsTheLargest()
    {
        var (large, larger, small) = (Filled(1, 20_000), Filled(2, 30_000), Filled(3, 5_000));
        options.TotalBytes = 40_000;

        capture.Cut();

        Assert.Equal(0, small.Read(0).DroppedChunks);
        Assert.True(large.Read(0).DroppedChunks > 0);
        Assert.True(larger.Read(0).DroppedChunks > large.Read(0).DroppedChunks);
        Assert.InRange(capture.Cost, 25_000, 35_000);
    }

    [Fact]
    public async Task Received_OverTheBound_HasItCut()
    {
        options.TotalBytes = 40_000;
        var rings = Enumerable.Range(1, 10).Select(i => Filled(i, 10_000)).ToList();

        var deadline = Deadline.Token();

        // The last ring may be still at it, on the pool: its own figure and that of all meet when it is done.
        while (capture.Cost > 40_000 || capture.Cost != rings.Sum(static ring => ring.Cost))
        {
            deadline.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    [Fact]
    public void Forget_GivesItsMemoryBack()
    {
        var ring = Filled(1, 20_000);
        capture.Close(ring);

        capture.Forget(ring);

        Assert.Empty(ring.Read(0).Chunks);
        Assert.Equal(ChunkRing.BaseCost, capture.Cost);
        Assert.Equal(20_000, ring.Read(0).DroppedBytes);
    }

    [Theory]
    [InlineData(new[] { 10, 20, 30 }, 60, int.MaxValue)]
    [InlineData(new[] { 10, 20, 30 }, 50, 20)]
    [InlineData(new[] { 30, 10, 20 }, 45, 17)]
    [InlineData(new[] { 10, 20, 30 }, 0, 0)]
    [InlineData(new int[0], 0, int.MaxValue)]
    public void Level_IsTheLargestThatFits(int[] sizes, long target, int level) => Assert.Equal(level, Capture.Level(sizes, target));

    private ChunkRing Filled(long session, int bytes)
    {
        var ring = capture.Open(session)!;
        for (var left = bytes; left > 0; left -= 500)
        {
            ring.Received(new byte[Math.Min(500, left)], time.GetUtcNow(), []);
        }

        return ring;
    }
}
