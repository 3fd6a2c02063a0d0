using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Rooms;

public sealed class PairsTests
{
    [Fact]
    public async Task Seats_AreTakenInOrderOfArrival_TwoByTwo()
    {
        await using var relay = await TestRelay.StartAsync();
        var seats = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            var client = await SeatedAsync(relay);
            seats.Add($"{client.Session.Room!.Name}/{client.Name}");
        }

        Assert.Equal(["pair-1/tom", "pair-1/jerry", "pair-2/tom-2", "pair-2/jerry-2"], seats);
    }

    [Fact]
    public async Task Number_BothSeatsLeft_IsGivenAgain_TheLowestFirst()
    {
        await using var relay = await TestRelay.StartAsync();
        var clients = new List<TestClient>();
        for (var i = 0; i < 6; i++)
        {
            clients.Add(await SeatedAsync(relay));
        }

        foreach (var leaves in (TestClient[])[clients[3], clients[2], clients[0], clients[1]])
        {
            leaves.Wire.In.Reset();
            await leaves.Served.Soon();
        }

        var rooms = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            rooms.Add((await SeatedAsync(relay)).Session.Room!.Name);
        }

        Assert.Equal(["pair-1", "pair-1", "pair-2", "pair-2", "pair-4"], rooms);
    }

    [Fact]
    public async Task Pipe_IsTransparent()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();
        var jerry = await relay.HeaderAsync();

        await tom.SendAsync("/nick x");
        await tom.SendAsync("");
        await tom.SendAsync("tom: \u001b[0m\n* bye");

        Assert.Equal("/nick x", await jerry.NextAsync());
        Assert.Equal("", await jerry.NextAsync());
        Assert.Equal("tom: \u001b[0m\n* bye", await jerry.NextAsync());
        await relay.SyncAsync(tom, jerry);
        Assert.Empty(tom.Rest());
        Assert.Empty(jerry.Rest());
    }

    [Fact]
    public async Task FirstSeat_SaysThingsEarly_TheyAreKeptForTheSecondInOrder()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();
        var early = Enumerable.Range(1, 250).Select(n => $"early {n}").ToList();
        early.ForEach(tom.Send);
        await relay.UntilAsync(() => tom.Session.MessagesIn == 250);

        var jerry = await relay.HeaderAsync();
        await tom.SendAsync("live");

        foreach (var text in early.Append("live"))
        {
            Assert.Equal(text, await jerry.NextAsync());
        }
    }

    [Fact]
    public async Task SecondSeat_TalksWhileItIsReadTo_GetsNoEcho()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();
        await tom.SendAsync("early");
        var gate = new TaskCompletionSource();
        relay.Log.ReadGate = gate.Task;
        var jerry = await relay.HeaderAsync();

        await jerry.SendAsync("from jerry");
        Assert.Equal("from jerry", await tom.NextAsync());
        await tom.SendAsync("late");
        await relay.SyncAsync();
        gate.SetResult();

        Assert.Equal("early", await jerry.NextAsync());
        Assert.Equal("late", await jerry.NextAsync());
        await relay.UntilAsync(() => !jerry.Session.Replaying);
        await relay.SyncAsync(jerry);
        Assert.Empty(jerry.Rest());
    }

    [Fact]
    public async Task Goodbye_IsPassedOn_TheOtherMayStillTalk_ThenBothAreClosed()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();
        var jerry = await relay.HeaderAsync();

        await tom.SendAsync("last");
        await tom.SendAsync("!DISCONNECT");
        Assert.Equal("last", await jerry.NextAsync());
        Assert.Equal("!DISCONNECT", await jerry.NextAsync());
        await jerry.SendAsync("one more");
        Assert.Equal("one more", await tom.NextAsync());
        await relay.SyncAsync();
        Assert.Null(tom.Closed);
        await jerry.SendAsync("!DISCONNECT");

        Assert.Equal(["!DISCONNECT"], await tom.RestAsync());
        Assert.Empty(await jerry.RestAsync());
        Assert.Equal((CloseCode.Goodbye, CloseCode.Goodbye), (tom.Closed!.Code, jerry.Closed!.Code));
        Assert.Equal(2, (await relay.Log.AllAsync("pair-1")).Count);
    }

    [Fact]
    public async Task Goodbye_WithNobodyThere_ClosesAtOnceWithAFramedGoodbye()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();

        await tom.SendAsync("!DISCONNECT");

        Assert.Equal(["!DISCONNECT"], await tom.RestAsync());
    }

    [Theory]
    [InlineData("fin")]
    [InlineData("reset")]
    [InlineData("kick")]
    public async Task Partner_Vanishes_CountsAsGoodbye(string how)
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();
        var jerry = await relay.HeaderAsync();

        switch (how)
        {
            case "fin":
                tom.Wire.In.Fin();
                break;
            case "reset":
                tom.Wire.In.Reset();
                break;
            default:
                var boss = await relay.Hub.EnterAsync("Boss", null);
                await relay.Hub.CloseAsync(boss, tom.Session.Id, reset: false);
                break;
        }

        Assert.Equal("!DISCONNECT", await jerry.NextAsync());
        await jerry.SendAsync("are you there?");
        await jerry.SendAsync("!DISCONNECT");
        Assert.Empty(await jerry.RestAsync());
        Assert.Equal("are you there?", Assert.Single(await relay.Log.AllAsync("pair-1")).Text);
    }

    [Fact]
    public async Task FirstSeat_FinishedBeforeTheSecondCame_ItsWordsAndItsGoodbyeAreKept()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();
        await tom.SendAsync("hi");
        tom.Wire.In.Fin();
        await relay.UntilAsync(() => tom.Session.HalfClosedAt is not null);

        var jerry = await relay.HeaderAsync();

        Assert.Equal("hi", await jerry.NextAsync());
        Assert.Equal("!DISCONNECT", await jerry.NextAsync());
        await jerry.SendAsync("hello back");
        Assert.Equal("hello back", await tom.NextAsync());
    }

    [Fact]
    public async Task FirstSeat_Left_TheNextOneBeginsAnew()
    {
        await using var relay = await TestRelay.StartAsync();
        var gone = await relay.HeaderAsync();
        await gone.SendAsync("for nobody");
        gone.Wire.In.Reset();
        await relay.UntilAsync(() => gone.Closed is not null);

        var tom = await relay.HeaderAsync();
        var jerry = await relay.HeaderAsync();
        await tom.SendAsync("for jerry");

        Assert.Equal(("tom", "jerry"), (tom.Name, jerry.Name));
        Assert.Equal("for jerry", await jerry.NextAsync());
    }

    [Fact]
    public async Task ThirdVoice_IsNamed_AndTheSeatsAreNot()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();
        var jerry = await relay.HeaderAsync();
        var spike = await relay.LineAsync("Spike");
        await spike.SendAsync("/join pair-1");
        await relay.UntilAsync(() => spike.Session.Room!.Name == "pair-1");

        await spike.SendAsync("woof");
        Assert.Equal("Spike: woof", await tom.NextAsync());
        Assert.Equal("Spike: woof", await jerry.NextAsync());
        await tom.SendAsync("run");

        Assert.Equal("run", await jerry.NextAsync());
        Assert.Equal("tom: run", await spike.NextAsync(line => !line.StartsWith('*')));
    }

    [Theory]
    [InlineData(CloseCode.Idle)]
    [InlineData(CloseCode.Kicked)]
    [InlineData(CloseCode.ServerStopping)]
    [InlineData(CloseCode.ServerError)]
    [InlineData(CloseCode.Limit)]
    public async Task EveryEnd_SaysTheFramedGoodbyeFirst_EvenToAFullOutbox(CloseCode code)
    {
        await using var relay = await TestRelay.StartAsync(new LimitOptions { OutboxBytes = 4_096 });
        var tom = await relay.HeaderAsync();
        var jerry = await relay.HeaderAsync();
        jerry.Wire.Out.Stall();
        await tom.SendAsync(new string('x', 4_000));
        await relay.SyncAsync();

        relay.Core.Queue.Signal(jerry.Session, new Signals.Ended(new CloseReason(code, "because")));
        await relay.SyncAsync();
        jerry.Wire.Out.Resume();

        Assert.Equal("!DISCONNECT", (await jerry.RestAsync())[^1]);
    }

    [Fact]
    public async Task JsonPair_IsSeatedByItsHello()
    {
        await using var relay = await TestRelay.StartAsync();
        var pairs = relay.EndpointOf("jsonpairs", "json", "pairs");
        var tom = await relay.JsonAsync(endpoint: pairs);
        var jerry = await relay.JsonAsync(endpoint: pairs);

        await tom.PostAsync("hi");

        Assert.Equal("hi", (await jerry.NextAsync("message")).GetProperty("text").GetString());
        Assert.Equal(("tom", "jerry"), (tom.Name, jerry.Name));
    }

    private static async Task<TestClient> SeatedAsync(TestRelay relay)
    {
        var client = await relay.HeaderAsync();
        await relay.UntilAsync(() => client.Session.Seated);
        return client;
    }
}
