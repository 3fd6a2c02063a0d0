using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Log;

public sealed class RepeatTests
{
    [Fact]
    public async Task EachPost_SentThreeTimes_OverReconnects_IsStoredOnce()
    {
        await using var relay = await TestRelay.StartAsync();
        var first = new Dictionary<string, long>();
        for (var round = 0; round < 3; round++)
        {
            var tom = await relay.JsonAsync("Tom", "tom-1");
            for (var i = 0; i < 300; i++)
            {
                tom.Send($$"""{"type":"post","id":"{{i}}","text":"{{i}}"}""");
            }

            for (var i = 0; i < 300; i++)
            {
                var ack = await tom.NextAsync("ack");
                var seq = ack.GetProperty("seq").GetInt64();
                Assert.Equal(first.TryAdd(ack.GetProperty("id").GetString()!, seq) ? seq : first[ack.GetProperty("id").GetString()!], seq);
            }

            if (round == 0)
            {
                tom.Wire.In.Reset();
                await tom.Served.Soon();
            }
        }

        Assert.Equal(300, (await relay.Log.AllAsync("lobby")).Count);
    }

    [Fact]
    public async Task PostCommittedWhileTheNextConnectionReadsTheLog_IsKnown()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.JsonAsync("Tom", "tom-1");
        var gate = new TaskCompletionSource();
        relay.Log.ReadGate = gate.Task;
        var again = await relay.ConnectAsync(relay.Json);
        again.Send("""{"type":"hello","name":"Tom","client":"tom-1"}""");
        await relay.UntilAsync(() => again.Session.Client is not null);
        await tom.PostAsync("once", "c-1");
        await tom.NextAsync("ack");
        tom.Wire.In.Reset();
        await tom.Served.Soon();

        gate.SetResult();
        await again.NextAsync("welcome");
        await again.PostAsync("once", "c-1");

        Assert.Equal(1, (await again.NextAsync("ack")).GetProperty("seq").GetInt64());
        Assert.Single(await relay.Log.AllAsync("lobby"));
    }

    [Fact]
    public async Task SameIdTwiceInOneBatch_IsStoredOnce()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.JsonAsync();

        tom.Send("""
            {"type":"post","id":"a","text":"x"}
            {"type":"post","id":"a","text":"x"}
            """);

        Assert.Equal(1, (await tom.NextAsync("ack")).GetProperty("seq").GetInt64());
        Assert.Equal(1, (await tom.NextAsync("ack")).GetProperty("seq").GetInt64());
        Assert.Single(await relay.Log.AllAsync("lobby"));
    }

    [Fact]
    public async Task SameClientComesBack_TakesOverItsNameAtOnce()
    {
        await using var relay = await TestRelay.StartAsync();
        var dead = await relay.JsonAsync("Tom", "tom-1");

        var tom = await relay.JsonAsync("Tom", "tom-1");

        Assert.Equal("Tom", tom.Name);
        await dead.Served.Soon();
        Assert.Contains("came back", dead.Closed!.Sentence);
        var other = await relay.JsonAsync("T0m", "other");
        Assert.Equal("T0m-2", other.Name);
    }

    [Fact]
    public async Task LogFails_SenderIsTold_NobodyGetsIt_AndItRecovers()
    {
        await using var relay = await TestRelay.StartAsync();
        relay.ExpectedErrors = 1;
        var tom = await relay.JsonAsync();
        var jerry = await relay.LineAsync("Jerry");
        var user = await relay.Hub.EnterAsync("Boss", null);
        relay.Log.Failure = new LogUnavailableException("no space left");

        await tom.PostAsync("lost", "c-1");
        await tom.PostAsync("lost too", "c-2");
        var hub = await relay.Hub.PostAsync(user, "lobby", new byte[] { 65 }, null);

        var error = await tom.NextAsync("error");
        Assert.Equal(("not_stored", "c-1"), (error.GetProperty("code").GetString(), error.GetProperty("id").GetString()));
        Assert.Contains("no space left", error.GetProperty("text").GetString());
        Assert.Equal("c-2", (await tom.NextAsync("error")).GetProperty("id").GetString());
        Assert.Equal(ErrorCode.NotStored, hub.Rejected!.Code);
        Assert.Equal("failing", relay.Relay.DescribeStatus().Log.State);
        relay.Log.Failure = null;
        await tom.PostAsync("kept", "c-1");

        Assert.Equal(1, (await tom.NextAsync("ack")).GetProperty("seq").GetInt64());
        Assert.EndsWith(": kept", await jerry.NextAsync(static line => !line.StartsWith('*')));
        Assert.Equal("ok", relay.Relay.DescribeStatus().Log.State);
    }
}
