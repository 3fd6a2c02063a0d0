using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Rooms;

public sealed class DirectLineTests
{
    [Fact]
    public async Task Direct_ReachesThatSessionOnly_AndIsAcknowledged()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.JsonAsync("""{"type":"hello","name":"Tom"}""");
        var jerry = await relay.LineAsync("Jerry");
        var spike = await relay.LineAsync("Spike");
        await relay.SyncAsync(spike);
        spike.Rest();

        await tom.SendAsync("""{"type":"direct","id":"d","to":"jerry","text":"psst"}""");

        Assert.Equal("Tom (to you): psst", await jerry.NextAsync(line => !line.StartsWith('*')));
        var ack = await tom.NextAsync("ack");
        Assert.Equal($"@{tom.Session.Id}+{jerry.Session.Id}", ack.GetProperty("room").GetString());
        await relay.SyncAsync(spike);
        Assert.Empty(spike.Rest());
    }

    [Theory]
    [InlineData("Nobody")]
    [InlineData("Tom")]
    public async Task Direct_ToNobodyOrOneself_IsAnError(string to)
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.JsonAsync("""{"type":"hello","name":"Tom"}""");

        await tom.SendAsync($$"""{"type":"direct","id":"d","to":"{{to}}","text":"psst"}""");

        var error = await tom.NextAsync("error");
        Assert.Equal(("not_found", "d"), (error.GetProperty("code").GetString(), error.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Direct_ToAJsonClientBeforeItsHello_IsNotDelivered()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.JsonAsync();
        var mute = await relay.ConnectAsync(relay.Json);

        await tom.SendAsync($$"""{"type":"direct","to":"{{mute.Name}}","text":"psst"}""");

        await tom.NextAsync("error");
        await relay.SyncAsync(mute);
        Assert.Empty(mute.Rest());
    }

    [Fact]
    public async Task Lines_DoNotCountAsRooms_AndGoWithTheirMembers()
    {
        await using var relay = await TestRelay.StartAsync(new LimitOptions { MaxRooms = 2 });
        var tom = await relay.JsonAsync("""{"type":"hello","name":"Tom"}""");
        foreach (var name in (string[])["A", "B"])
        {
            await relay.LineAsync(name);
            await tom.SendAsync($$"""{"type":"direct","to":"{{name}}","text":"psst"}""");
            await tom.NextAsync("ack");
        }

        await relay.LineAsync("C");
        await tom.SendAsync("""{"type":"direct","to":"C","text":"psst"}""");
        Assert.Equal("limit", (await tom.NextAsync("error")).GetProperty("code").GetString());
        Assert.Equal(1, relay.Core.Rooms.LiveCount);
        await tom.SendAsync("""{"type":"join","room":"b"}""");
        await tom.NextAsync("presence");

        tom.Wire.In.Reset();
        await relay.UntilAsync(() => tom.Closed is not null);
        Assert.Equal(2, relay.Core.Rooms.All.Count(static room => room.Kind == RoomKind.Direct));
        await relay.Hub.CloseAsync(tom.Session, relay.Core.Names.Find("A")!.Id, reset: false);
        Assert.Equal(1, relay.Core.Rooms.All.Count(static room => room.Kind == RoomKind.Direct));
    }
}
