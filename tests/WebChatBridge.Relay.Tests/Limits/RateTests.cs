namespace WebChatBridge.Relay.Tests.Limits;

/// <summary>MessageBurst and MessagesPerSecond at one less, at the limit and one more: nobody is refused, reading waits.</summary>
public sealed class RateTests
{
    [Theory]
    [InlineData(199, false, 0)]
    [InlineData(200, false, 0)]
    [InlineData(201, false, 10)]
    [InlineData(300, false, 1_000)]
    [InlineData(300, true, 0)]
    public async Task Burst_OnABindOthersReach_IsReadOnOnlyAfterItsTime(int messages, bool loopback, int milliseconds)
    {
        await using var relay = await TestRelay.StartAsync();
        var client = await relay.LineAsync("Tom", relay.EndpointOf("far", "line", "lobby", loopback: loopback));
        relay.Time.Advance(TimeSpan.FromSeconds(10)); // the burst is whole again after the name
        var burst = string.Concat(Enumerable.Repeat("x\n", messages));

        client.Send(System.Text.Encoding.ASCII.GetBytes(burst));
        await relay.UntilAsync(() => client.Session.MessagesIn == messages);
        var before = relay.Time.Made(TimeSpan.FromMilliseconds(milliseconds));
        client.Send("one more\n"u8);

        if (milliseconds > 0)
        {
            await relay.Time.WhenMadeAsync(TimeSpan.FromMilliseconds(milliseconds), Math.Max(1, before));
            await relay.SyncAsync();
            Assert.Equal(messages, client.Session.MessagesIn);
            relay.Time.Advance(TimeSpan.FromMilliseconds(milliseconds - 1));
            await relay.SyncAsync();
            Assert.Equal(messages, client.Session.MessagesIn);
            relay.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        await relay.UntilAsync(() => client.Session.MessagesIn == messages + 1);
        Assert.Null(client.Closed);
    }
}
