using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests;

public sealed class HubSessionsTests
{
    [Fact]
    public async Task SessionThatHasEnded_IsAnswered_AndSeatedNowhere()
    {
        await using var relay = await TestRelay.StartAsync();
        var user = await relay.Hub.EnterAsync("Boss", null);
        var tom = await relay.JsonAsync();
        relay.Hub.Leave(user);

        Assert.Equal(ErrorCode.NotHere, (await relay.Hub.PostAsync(user, "lobby", new byte[1], null).Soon()).Rejected!.Code);
        Assert.Equal(ErrorCode.NotHere, (await relay.Hub.DirectAsync(user, tom.Session.Id, new byte[1], null).Soon()).Rejected!.Code);
        Assert.Equal(ErrorCode.NotHere, (await relay.Hub.JoinAsync(user, "lobby").Soon())!.Code);
        Assert.Equal(ErrorCode.NotHere, (await relay.Hub.RenameAsync(user, "Chief").Soon())!.Code);

        Assert.Null(relay.Core.Names.Find("Boss"));
        Assert.Equal([tom.Session], relay.Core.Rooms.Find("lobby")!.Members);
    }

    [Fact]
    public async Task SocketThatWasKicked_WithCommandsOnTheirWay_IsNotSeatedAgain()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.JsonAsync();
        var user = await relay.Hub.EnterAsync("Boss", null);
        var gate = new TaskCompletionSource();
        relay.Log.AppendGate = gate.Task;
        await tom.PostAsync("x");
        var kicked = relay.Hub.CloseAsync(user, tom.Session.Id, reset: false);
        await tom.SendAsync("""{"type":"join","room":"b"}""");
        await tom.SendAsync("""{"type":"name","name":"Zombie"}""");

        gate.SetResult();
        await kicked.Soon();

        Assert.Equal("closed by Boss", tom.Closed!.Sentence);
        await relay.SyncAsync();
        Assert.Null(relay.Core.Rooms.Find("b"));
        Assert.Null(relay.Core.Names.Find("Zombie"));
        Assert.Contains("closed by Boss", (await tom.RestAsync())[^1]);
    }

    [Fact]
    public async Task Post_SaysWhoseSocketTookIt_AndWhoIsNotReading()
    {
        await using var relay = await TestRelay.StartAsync();
        var user = await relay.Hub.EnterAsync("Boss", null);
        var tom = await relay.LineAsync("Tom");
        var jerry = await relay.LineAsync("Jerry");
        jerry.Wire.Out.Stall();

        var posting = relay.Hub.PostAsync(user, "lobby", "hi"u8.ToArray(), null);
        Assert.Equal("Boss: hi", await tom.NextAsync(static line => !line.StartsWith('*')));
        await relay.Time.WhenMadeAsync(TimeSpan.FromSeconds(2), 1);
        await relay.SyncAsync(tom);
        relay.Time.Advance(TimeSpan.FromSeconds(2));

        var result = await posting.Soon();
        Assert.Equal((1L, "Tom", "Jerry"), (result.Seq!.Value, Assert.Single(result.WrittenTo).Name, Assert.Single(result.Failed).Session.Name));
        Assert.StartsWith("not reading (", result.Failed[0].Reason);
    }

    [Fact]
    public async Task History_PlacesEachEventOnOnePage()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.JsonAsync("""{"type":"hello","name":"Tom"}""");
        for (var i = 1; i <= 20; i++)
        {
            await tom.PostAsync($"{i}");
            await tom.SendAsync($$"""{"type":"name","name":"Tom{{i}}"}""");
        }

        await relay.SyncAsync();
        var events = new List<long>();
        long? before = null;
        for (var page = 0; page < 4; page++)
        {
            var history = await relay.Hub.HistoryAsync(new HistoryQuery("LOBBY", before, Limit: 5), CancellationToken.None);
            Assert.Equal((5, 1L, 20L), (history.Messages.Count, history.FirstSeq, history.LastSeq));
            events.InsertRange(0, history.Events.Select(static happened => happened.AfterSeq));
            before = history.Messages[0].Seq;
        }

        Assert.Equal(Enumerable.Range(0, 21).Select(static n => (long)n), events);
    }
}
