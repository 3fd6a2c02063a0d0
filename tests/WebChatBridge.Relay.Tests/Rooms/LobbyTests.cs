namespace WebChatBridge.Relay.Tests.Rooms;

public sealed class LobbyTests
{
    [Fact]
    public async Task TwoTextClients_HearEachOtherByName_AndNotThemselves()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.LineAsync("Tom");
        var jerry = await relay.LineAsync("Jerry");

        await tom.SendAsync("hi there");
        await jerry.SendAsync("hello");

        Assert.Equal("Tom: hi there", await jerry.NextAsync(line => !line.StartsWith('*')));
        Assert.Equal("Jerry: hello", await tom.NextAsync(line => !line.StartsWith('*')));
        await relay.SyncAsync(tom, jerry);
        Assert.Empty(tom.Rest());
        Assert.Empty(jerry.Rest());
    }

    [Fact]
    public async Task JsonSender_GetsHisAckAfterTheLog_NotHisMessage()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.JsonAsync();
        var gate = new TaskCompletionSource();
        relay.Log.AppendGate = gate.Task;

        await tom.PostAsync("hi", "c-1");
        Assert.Empty(tom.Rest());
        gate.SetResult();

        Assert.Equal("""{"type":"ack","id":"c-1","room":"lobby","seq":1}""", await tom.NextAsync());
        await relay.SyncAsync(tom);
        Assert.Empty(tom.Rest());
    }

    [Fact]
    public async Task Presence_OthersAreToldOfJoinsRenamesAndLeaves_WithTheCount()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.LineAsync("Tom");

        var jerry = await relay.LineAsync();
        var was = jerry.Name;
        await jerry.SendAsync("/nick Jerry");
        await jerry.SendAsync("/quit");

        Assert.Equal($"* {was} joined lobby (2 here)", await tom.NextAsync());
        Assert.Equal($"* {was} is Jerry now", await tom.NextAsync());
        Assert.Equal("* Jerry left lobby (1 here): said goodbye", await tom.NextAsync());
        Assert.Equal("* bye: said goodbye", (await jerry.RestAsync())[^1]);
    }

    [Fact]
    public async Task SilentTextClient_IsWelcomedAMomentLater_AndIsNotAnnouncedBefore()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.LineAsync("Tom");

        var mute = await relay.ConnectAsync(relay.Text);

        await relay.SyncAsync(tom, mute);
        Assert.Empty(tom.Rest());
        Assert.Empty(mute.Rest());
        relay.Time.Advance(TimeSpan.FromMilliseconds(200));
        Assert.StartsWith($"* welcome, you are {mute.Name} in lobby", await mute.NextAsync());
        Assert.Equal($"* {mute.Name} joined lobby (2 here)", await tom.NextAsync());
    }

    [Fact]
    public async Task Http_GetsOnePage_AndNobodyHearsOfIt()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.LineAsync("Tom");
        var browser = await relay.ConnectAsync(relay.Text);

        browser.Send("GET /secret HTTP/1.1\r\nHost: localhost:5051\r\n\r"u8);

        var page = await browser.RestAsync();
        Assert.StartsWith("HTTP/1.1 400", page[0]);
        Assert.DoesNotContain(page, line => line.StartsWith('*'));
        Assert.Equal(Protocol.CloseCode.SpokeForeign, browser.Closed!.Code);
        await relay.SyncAsync(tom);
        Assert.Empty(tom.Rest());
        Assert.Empty(await relay.Log.AllAsync("lobby"));
    }

    [Fact]
    public async Task UnknownCommand_IsAnswered_NeverPosted()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.LineAsync("Tom");

        await tom.SendAsync("/dance");
        await tom.SendAsync("//dance");

        Assert.StartsWith("* ", await tom.NextAsync());
        await relay.SyncAsync();
        Assert.Equal("/dance", Assert.Single(await relay.Log.AllAsync("lobby")).Text);
    }

    [Fact]
    public async Task Join_MovesToTheOtherRoom_AndBothAreTold()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.LineAsync("Tom");
        var jerry = await relay.JsonAsync("""{"type":"hello","name":"Jerry","room":"plc-3"}""");

        await tom.SendAsync("/join plc-3");
        await tom.SendAsync("here");

        Assert.Equal("joined", (await jerry.NextAsync("presence")).GetProperty("change").GetString());
        var said = await jerry.NextAsync("message");
        Assert.Equal(("plc-3", 1, "here"), (said.GetProperty("room").GetString(), said.GetProperty("seq").GetInt64(), said.GetProperty("text").GetString()));
        Assert.Equal("* Tom joined plc-3 (2 here)", await tom.NextAsync());
        Assert.Empty(await relay.Log.AllAsync("lobby"));
    }

    [Fact]
    public async Task Join_LeavesWithWhatWasSaidBefore_AndWithItsAcknowledgements()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.JsonAsync("""{"type":"hello","name":"Tom"}""");
        var jerry = await relay.JsonAsync("""{"type":"hello","name":"Jerry"}""");

        tom.Send("""
            {"type":"post","id":"1","text":"before"}
            {"type":"join","room":"plc-3"}
            {"type":"post","id":"2","text":"after"}
            """);

        Assert.Equal("lobby", (await tom.NextAsync("ack")).GetProperty("room").GetString());
        Assert.Equal("plc-3", (await tom.NextAsync("ack")).GetProperty("room").GetString());
        Assert.Equal("before", (await jerry.NextAsync("message")).GetProperty("text").GetString());
        await relay.SyncAsync(jerry);
        Assert.DoesNotContain(jerry.Rest(), line => line.Contains("after", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rooms_AreBounded_AndFreeAgainWhenTheyEmpty()
    {
        await using var relay = await TestRelay.StartAsync(new LimitOptions { MaxRooms = 2 });
        var tom = await relay.JsonAsync();
        var jerry = await relay.JsonAsync("""{"type":"hello","room":"a"}""");
        var spike = await relay.JsonAsync();

        await spike.SendAsync("""{"type":"join","room":"b"}""");
        Assert.Equal("limit", (await spike.NextAsync("error")).GetProperty("code").GetString());
        await spike.SendAsync("""{"type":"join","room":"a"}""");
        await jerry.SendAsync("""{"type":"bye"}""");
        await spike.SendAsync("""{"type":"join","room":"lobby"}""");
        await tom.SendAsync("""{"type":"join","room":"b"}""");

        await relay.UntilAsync(() => tom.Session.Room!.Name == "b");
        Assert.Null(relay.Core.Rooms.Find("a"));
    }
}
