namespace WebChatBridge.Benchmarks.Tests;

/// <summary>A generator that says "lost 0" must be able to say something else: each fault against a server that really makes it.</summary>
public sealed class FaultCountTests
{
    [Fact]
    public async Task Load_FaultlessServer_EverythingIsDelivered()
    {
        var (result, made) = await LoadAsync(Flaw.None);

        Assert.Equal("ok", result.Status);
        Assert.Equal(0, made);
        Assert.Equal(0, result.Faults);
        Assert.Equal(3 * result.Sent, result.Delivered);
        Assert.True(result.Sent > 100, $"{result.Sent} messages prove little.");
    }

    [Fact]
    public async Task Load_ServerThatLoses_EachIsCounted()
    {
        var (result, made) = await LoadAsync(Flaw.Lose);

        Assert.Equal(made, result.Lost);
        Assert.Equal(made, result.Faults);
    }

    [Fact]
    public async Task Load_ServerThatDuplicates_EachIsCounted()
    {
        var (result, made) = await LoadAsync(Flaw.Duplicate);

        Assert.Equal(made, result.Duplicate);
        Assert.Equal(made, result.Faults);
    }

    [Fact]
    public async Task Load_ServerThatReorders_EachIsCounted()
    {
        var (result, made) = await LoadAsync(Flaw.Reorder);

        Assert.Equal(made, result.OutOfOrder);
        Assert.Equal(made, result.Faults);
    }

    [Theory]
    [InlineData(Flaw.Corrupt)]
    [InlineData(Flaw.Missign)]
    internal async Task Load_ServerThatChangesBytes_EachIsCountedAndWhatItShouldHaveBeenIsLost(Flaw flaw)
    {
        var (result, made) = await LoadAsync(flaw);

        Assert.Equal(made, result.Corrupt);
        Assert.Equal(made, result.Lost);
    }

    [Fact]
    public async Task Load_ServerThatIsGone_SaysSo()
    {
        var server = new CopyServer();
        var address = server.Address;
        server.Dispose();

        var failure = await Assert.ThrowsAsync<IOException>(() => RunAsync(new LoadPlan { Server = address }));

        Assert.Contains("not welcomed", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<(LoadResult Result, long Made)> LoadAsync(Flaw flaw)
    {
        using var server = new CopyServer(flaw, every: 37);
        var serving = Task.Factory.StartNew(server.Serve, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        LoadResult result;
        try
        {
            result = await RunAsync(new LoadPlan
            {
                Server = server.Address,
                Members = 4,
                Senders = 2,
                Warmup = TimeSpan.Zero,
                Duration = TimeSpan.FromMilliseconds(100),
                Patience = TimeSpan.FromMilliseconds(400),
            });
        }
        finally
        {
            server.End();
            await serving;
        }

        Assert.True(flaw == Flaw.None || server.FlawsMade > 0, "The server did nothing wrong.");
        return (result, server.FlawsMade);
    }

    private static Task<LoadResult> RunAsync(LoadPlan plan) => Task.Factory.StartNew(
        () =>
        {
            using var run = new LoadRun(plan);
            return run.Run();
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);
}
