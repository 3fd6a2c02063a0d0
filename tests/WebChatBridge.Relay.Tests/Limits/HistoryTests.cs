using System.Text.Json;

namespace WebChatBridge.Relay.Tests.Limits;

/// <summary>History at one less, at the limit and one more: more is not refused, it is answered with as many as there may be.</summary>
public sealed class HistoryTests
{
    private const int Limit = 10;

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
