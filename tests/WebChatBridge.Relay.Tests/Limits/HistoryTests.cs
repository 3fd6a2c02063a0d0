using System.Text.Json;

namespace WebChatBridge.Relay.Tests.Limits;

/// <summary>History at one less, at the limit and one more: more is not refused, it is answered with as many as there may be.</summary>
public sealed class HistoryTests
{
    private const int Limit = 10;
    private const int AtOnce = 16;

    /// <summary>How many may be on their way to one session, whose socket takes none of them.</summary>
    [Theory]
    [InlineData(AtOnce - 1, null)]
    [InlineData(AtOnce, null)]
    [InlineData(AtOnce + 1, "16 histories are still on their way to you; ask again when one of them has come.")]
    public async Task Histories_AtOnce_OneMoreIsRefused_AndFitsWhenTheyHaveCome(int asked, string? refusal)
    {
        await using var relay = await TestRelay.StartAsync();
        var line = await relay.LineAsync("Tom");
        var json = await relay.JsonAsync();
        await relay.SyncAsync(json, line);
        line.Rest();
        json.Wire.Out.Stall();
        line.Wire.Out.Stall();

        await json.SendAsync(string.Join('\n', Enumerable.Repeat("""{"type":"history"}""", asked)));
        await line.SendAsync(string.Join('\n', Enumerable.Repeat("/history", asked)));
        await relay.UntilAsync(() => json.Session.HistoriesAsked == Math.Min(asked, AtOnce) && line.Session.HistoriesAsked == json.Session.HistoriesAsked);
        await json.SendAsync("""{"type":"ping"}""");
        await line.SendAsync("/nick Jerry");
        json.Wire.Out.Resume();
        line.Wire.Out.Resume();

        var error = await json.NextAsync(refusal is null ? "pong" : "error");
        Assert.Equal(refusal, refusal is null ? null : error.GetProperty("text").GetString());
        Assert.Equal(refusal is null ? null : "limit", refusal is null ? null : error.GetProperty("code").GetString());
        Assert.Equal(refusal is null ? "* Tom is Jerry now" : $"* {refusal}", await line.NextAsync(static text => text.Contains("still on their way", StringComparison.Ordinal) || text.EndsWith("now", StringComparison.Ordinal)));
        await relay.UntilAsync(() => json.Session.HistoriesAsked == 0);
        await relay.SyncAsync(json);
        Assert.Equal(Math.Min(asked, AtOnce), json.Written.Split("{\"type\":\"history\"").Length - 1);
        await json.SendAsync("""{"type":"history"}""");
        await json.NextAsync("history");
    }

    [Theory]
    [InlineData(Limit - 1, Limit - 1)]
    [InlineData(Limit, Limit)]
    [InlineData(Limit + 1, Limit)]
    public async Task History_OfJsonLineAndHub(int asked, int answered)
    {
        await using var relay = await TestRelay.StartAsync(new LimitOptions { History = Limit });
        var json = await relay.JsonAsync();
        var line = await relay.LineAsync();
        for (var i = 0; i < Limit + 5; i++)
        {
            await json.PostAsync($"m{i}");
        }

        json.Send($$"""{"type":"history","limit":{{asked}}}""");
        await line.SendAsync($"/history {asked}");
        var page = await relay.Hub.HistoryAsync(new Protocol.HistoryQuery("lobby", null, null, asked), CancellationToken.None);

        Assert.Equal(answered, (await json.NextAsync("history")).GetProperty("messages").GetArrayLength());
        Assert.Equal($"* {answered} messages of lobby (times are UTC):", await line.NextAsync(static text => text.Contains("messages of", StringComparison.Ordinal)));
        Assert.Equal(answered, page.Messages.Count);
    }
}
