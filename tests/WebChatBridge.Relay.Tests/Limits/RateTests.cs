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

    /// <summary>Whatever it asks for counts like a message: a name or a room is told to everybody there.</summary>
    [Theory]
    [InlineData("""{"type":"ping"}""", "pong", 200)]
    [InlineData("""{"type":"ping"}""", "pong", 201)]
    [InlineData("""{"type":"name","name":"Tom"}""", "presence", 201)]
    [InlineData("""{"type":"join","room":"lobby"}""", "presence", 201)]
    [InlineData("""{"type":"who"}""", "who", 201)]
    [InlineData("""{"type":"direct","to":"Nobody","text":"x"}""", "error", 201)]
    [InlineData("""{"type":"nonsense"}""", "error", 201)]
    public async Task Requests_CountLikeMessages(string request, string answer, int requests)
    {
        await using var relay = await TestRelay.StartAsync();
        var client = await relay.JsonAsync(endpoint: relay.EndpointOf("far", "json", "lobby", loopback: false));
        await client.Wire.In.WhenDoneAsync();
        relay.Time.Advance(TimeSpan.FromSeconds(10)); // the burst is whole again after the hello

        client.Send(System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(request + "\n", requests))));
        for (var i = 0; i < requests; i++)
        {
            await client.NextAsync(answer);
        }

        client.Send("""{"type":"ping"}""");
        if (requests > 200)
        {
            var pause = TimeSpan.FromMilliseconds(10);
            await relay.Time.WhenMadeAsync(pause, 1);
            await relay.SyncAsync(client);
            Assert.Empty(client.Rest());
            relay.Time.Advance(pause);
        }

        await client.NextAsync("pong");
    }
}
