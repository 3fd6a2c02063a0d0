using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Limits;

/// <summary>OutboxBytes at one less, at it and one more: what a reader that stopped is told, in each dialect.</summary>
public sealed class TooSlowTests
{
    private const int Limit = 4_096;

    [Theory]
    [InlineData("line", Limit - 1, false)]
    [InlineData("line", Limit, false)]
    [InlineData("line", Limit + 1, true)]
    [InlineData("header64", Limit - 1, false)]
    [InlineData("header64", Limit, false)]
    [InlineData("header64", Limit + 1, true)]
    [InlineData("nul", Limit, false)]
    [InlineData("nul", Limit + 1, true)]
    public async Task Outbox_OverItsLimit_EndsInTheWordsOfTheDialect(string dialect, int waiting, bool ends)
    {
        await using var relay = await TestRelay.StartAsync(new LimitOptions { OutboxBytes = Limit, OutboxSoftBytes = Limit });
        var slow = await relay.ConnectAsync(relay.EndpointOf("slow", dialect, "lobby"));
        var tom = await relay.JsonAsync("""{"type":"hello","name":"Tom"}""");
        await relay.SyncAsync(slow);
        slow.Wire.Out.Stall();
        const int first = 2_000;
        await tom.PostAsync(new string('x', first - Framing(dialect)));
        await slow.Wire.Out.WhenWritingAsync();

        await tom.PostAsync(new string('y', waiting - first - Framing(dialect)));
        await relay.UntilAsync(() => slow.Session.Outbox!.Queued == waiting || slow.Closed is not null);

        Assert.Equal(ends ? CloseCode.TooSlow : null, slow.Closed?.Code);
        if (ends)
        {
            const string words = "too slow: 2,000 B waited and more did not fit, the limit is 4,096 B (Relay:Limits:OutboxBytes)";
            Assert.Equal(words, slow.Closed!.Sentence);
            slow.Wire.Out.Resume();
            await relay.UntilAsync(() => slow.Session.Outbox!.Drained.IsCompleted);
            Assert.EndsWith(
                dialect switch
                {
                    "line" => $"* bye: {words}\n",
                    "header64" => "11".PadRight(64) + "!DISCONNECT",
                    _ => "\0",
                },
                slow.Written);
        }
    }

    // "Tom: " and what the dialect puts around a message.
    private static int Framing(string dialect) => "Tom: ".Length + dialect switch
    {
        "header64" => 64,
        _ => 1,
    };
}
