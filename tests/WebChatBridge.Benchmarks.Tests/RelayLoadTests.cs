using System.Net;

namespace WebChatBridge.Benchmarks.Tests;

/// <summary>The generator against the relay itself, a moment in each dialect: both still speak the same wire.</summary>
public sealed class RelayLoadTests
{
    [Theory]
    [InlineData("line", "text", false)]
    [InlineData("json", "json", false)]
    [InlineData("header64", "header", false)]
    [InlineData("nul", "nul", false)]
    [InlineData("header64", "tutorial", true)]
    [InlineData("nul", "nul-pairs", true)]
    public async Task Load_EachDialect_EverythingArrivesOnceInOrder(string dialect, string endpoint, bool pairs)
    {
        await using var server = await LiveServer.StartAsync([.. ServerUnderTest.Endpoints("room0").Where(static setting => !setting.StartsWith("--urls", StringComparison.Ordinal))]);

        var result = await Task.Run(() => Load(server.Address(endpoint), dialect, pairs));

        Assert.Equal((null, "ok"), (result.First, result.Status));
        Assert.True(result.Delivered > 100, $"{result.Delivered} deliveries prove little.");
        Assert.Equal(dialect == "json" ? result.Sent : null, result.Acked);
    }

    private static LoadResult Load(IPEndPoint server, string dialect, bool pairs)
    {
        using var run = new LoadRun(new LoadPlan
        {
            Server = server,
            Speech = Speech.Parse(dialect),
            Pairs = pairs,
            Rooms = pairs ? 3 : 1,
            Members = pairs ? 2 : 5,
            Senders = 2,
            Warmup = TimeSpan.Zero,
            Duration = TimeSpan.FromMilliseconds(100),
        });
        return run.Run();
    }
}
