namespace WebChatBridge.Relay.Tests.Limits;

/// <summary>
/// PresenceMembers at one less, at it and one more: a room with more members, whoever comes counted and whoever leaves not, is not told.
/// </summary>
public sealed class PresenceTests
{
    private const int Limit = 4;

    [Theory]
    [InlineData(Limit - 1, true)]
    [InlineData(Limit, true)]
    [InlineData(Limit + 1, false)]
    public async Task Joins_AreAnnouncedUpToTheLimit_ButNotOver(int members, bool announced)
    {
        await using var relay = await TestRelay.StartAsync(new LimitOptions { PresenceMembers = Limit });
        var (json, line) = await CrowdAsync(relay, members - 1);

        var late = await relay.LineAsync();

        await relay.SyncAsync(json, line);
        Assert.Equal(announced ? [$"* {late.Name} joined lobby ({members} here)"] : [], line.Rest());
        Assert.Equal(announced ? 1 : 0, json.Rest().Count);
        Assert.Equal(members, relay.Core.Rooms.Find("lobby")!.Members.Count);
    }

    [Theory]
    [InlineData(Limit - 1, true)]
    [InlineData(Limit, true)]
    [InlineData(Limit + 1, false)]
    public async Task Leaves_AreAnnouncedUpToTheLimit_ButNotOver(int membersThen, bool announced)
    {
        await using var relay = await TestRelay.StartAsync(new LimitOptions { PresenceMembers = Limit });
        var (json, line) = await CrowdAsync(relay, membersThen);
        var late = await relay.LineAsync();
        await relay.SyncAsync(json, line);
        line.Rest();
        json.Rest();

        await late.SendAsync("/quit");
        await late.Served.Soon();

        await relay.SyncAsync(json, line);
        Assert.Equal(announced ? [$"* {late.Name} left lobby ({membersThen} here): said goodbye"] : [], line.Rest());
        Assert.Equal(announced ? 1 : 0, json.Rest().Count);
    }

    // Two who listen, among so many.
    private static async Task<(TestClient Json, TestClient Line)> CrowdAsync(TestRelay relay, int members)
    {
        var line = await relay.LineAsync();
        var json = await relay.JsonAsync();
        for (var i = 2; i < members; i++)
        {
            await relay.LineAsync();
        }

        await relay.SyncAsync(json, line);
        line.Rest();
        json.Rest();
        return (json, line);
    }
}
