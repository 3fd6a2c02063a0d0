using System.Text.Json;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Limits;

/// <summary>Lengths of names and rooms, and the number of rooms, at one less, at the limit, and one more.</summary>
public sealed class NameAndRoomTests
{
    [Theory]
    [InlineData(31, null)]
    [InlineData(32, null)]
    [InlineData(33, "The name has 33 characters; the limit is 32 (Relay:Limits:NameChars).")]
    public async Task Name_OfJsonAndLine(int length, string? refusal)
    {
        await using var relay = await TestRelay.StartAsync();
        var name = new string('n', length);
        var json = await relay.JsonAsync();
        var line = await relay.LineAsync();

        await json.SendAsync($$"""{"type":"name","name":"{{name}}"}""");
        await json.SendAsync("""{"type":"ping"}""");
        var answer = Refusal(await json.NextAsync(refusal is null ? "pong" : "error"));
        await line.SendAsync($"/nick {new string('m', length)}");
        var said = await line.NextAsync(text => refusal is null ? text.EndsWith(" now", StringComparison.Ordinal) && text.Contains("mmm", StringComparison.Ordinal) : text.StartsWith("* The", StringComparison.Ordinal));

        Assert.Equal(refusal, answer);
        Assert.Equal(refusal is null, json.Name == name);
        Assert.Equal(refusal is null ? $"is {new string('m', length)} now" : "* " + refusal, refusal is null ? said[said.IndexOf("is ", StringComparison.Ordinal)..] : said);
    }

    [Theory]
    [InlineData(31, 31)]
    [InlineData(32, 32)]
    [InlineData(33, 32)]
    public async Task Name_OfAClientThatOnlySendsIt_IsTheNearest(int length, int given)
    {
        await using var relay = await TestRelay.StartAsync();
        var client = await relay.ConnectAsync(relay.EndpointOf("ten", "header:10", "lobby", static with => with.FirstFrameIsName = true));

        await client.SendAsync(new string('n', length));
        await relay.UntilAsync(() => client.Session.Seated);

        Assert.Equal(new string('n', given), client.Name);
    }

    [Theory]
    [InlineData(63, null)]
    [InlineData(64, null)]
    [InlineData(65, "The room's name has 65 bytes; the limit is 64 (Relay:Limits:RoomBytes).")]
    public async Task Room_OfJsonAndLine(int bytes, string? refusal)
    {
        await using var relay = await TestRelay.StartAsync();
        var room = new string('r', bytes);
        var json = await relay.JsonAsync();
        var line = await relay.LineAsync();

        await json.SendAsync($$"""{"type":"join","room":"{{room}}"}""");
        var answer = Refusal(await json.NextAsync(refusal is null ? "presence" : "error"));
        await line.SendAsync($"/join {room}");
        var said = await line.NextAsync(text => text.Contains("joined rrr", StringComparison.Ordinal) || text.StartsWith("* The", StringComparison.Ordinal));

        Assert.Equal(refusal, answer);
        Assert.Equal(refusal is null, said.EndsWith($"joined {room} (2 here)", StringComparison.Ordinal));
        Assert.Equal(refusal is not null, said == $"* {refusal}");
        Assert.Equal(refusal is null ? room : "lobby", json.Session.Room!.Name);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task Rooms_OneMoreThanTheLimit_IsRefused_AndFitsWhenOneIsEmpty(int rooms, bool fits)
    {
        await using var relay = await TestRelay.StartAsync(new LimitOptions { MaxRooms = 3 });
        const string refusal = "There are 3 rooms; the limit is 3 (Relay:Limits:MaxRooms).";
        var members = new List<TestClient>();
        for (var i = 1; i <= rooms; i++)
        {
            members.Add(await relay.JsonAsync($$"""{"type":"hello","room":"r{{i}}"}"""));
        }

        var joins = await relay.ConnectAsync(relay.Json);
        joins.Send("""{"type":"hello","room":"new"}""");
        if (fits)
        {
            Assert.Equal("new", (await joins.NextAsync("welcome")).GetProperty("room").GetString());
            return;
        }

        var error = await joins.NextAsync("error");
        Assert.Equal(("limit", refusal), (error.GetProperty("code").GetString(), Refusal(error)));
        var line = await relay.LineAsync(endpoint: relay.EndpointOf("text", "line", "lobby", static with => with.Room = "r1"));
        await line.SendAsync("/join new");
        Assert.Equal($"* {refusal}", await line.NextAsync(static text => text.StartsWith("* There", StringComparison.Ordinal)));
        await line.SendAsync("/join r2"); // there is that one
        await line.NextAsync(static text => text.Contains("joined r2", StringComparison.Ordinal));

        members[2].Wire.In.Reset();
        await members[2].Served.Soon();
        joins.Send("""{"type":"hello","room":"new"}""");
        Assert.Equal("new", (await joins.NextAsync("welcome")).GetProperty("room").GetString());
        Assert.Equal("r2", line.Session.Room!.Name);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    public async Task PastRooms_AsManyAsTheLimit_NoneIsOpenedAnew(int rooms, bool fits)
    {
        await using var relay = await TestRelay.StartAsync(new LimitOptions { MaxPastRooms = 2 });
        var refusal = $"There are {rooms} rooms in the history where nobody sits; the limit is 2 (Relay:Limits:MaxPastRooms).";
        var stays = await relay.JsonAsync();
        var line = await relay.LineAsync();
        var hub = await relay.Hub.EnterAsync("alice", remote: null);
        await stays.SendAsync($$"""{"type":"direct","to":"{{line.Name}}","text":"a direct line is no room"}""");
        var visitors = new List<TestClient>();
        for (var i = 1; i <= rooms; i++)
        {
            visitors.Add(await relay.JsonAsync());
            await visitors[^1].SendAsync($$"""{"type":"join","room":"r{{i}}"}""");
        }

        foreach (var visitor in visitors)
        {
            await visitor.SendAsync("""{"type":"post","id":"1","text":"was here"}""");
            await visitor.NextAsync("ack");
            await visitor.SendAsync("""{"type":"bye"}""");
            await visitor.Served.Soon();
        }

        Assert.Equal(fits ? null : refusal, (await relay.Hub.JoinAsync(hub, "new"))?.Reason);
        if (!fits)
        {
            await stays.SendAsync("""{"type":"join","room":"new"}""");
            Assert.Equal(refusal, Refusal(await stays.NextAsync("error")));
            await line.SendAsync("/join new");
            Assert.Equal($"* {refusal}", await line.NextAsync(static text => text.StartsWith("* There", StringComparison.Ordinal)));
            await line.SendAsync("/join r1"); // there is that one
            await line.NextAsync(static text => text.Contains("joined r1", StringComparison.Ordinal));
            return;
        }

        // Where nothing was said, nothing is remembered.
        Assert.Null(await relay.Hub.JoinAsync(hub, "newer"));
        Assert.Null(await relay.Hub.JoinAsync(hub, "newest"));
    }

    [Fact]
    public async Task Room_WhereNobodySits_KeepsItsNewestTwentyEvents()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.JsonAsync("""{"type":"hello","room":"busy"}""");
        await tom.SendAsync("""{"type":"post","id":"1","text":"hello"}""");
        await tom.NextAsync("ack");
        for (var i = 0; i < 30; i++)
        {
            await tom.SendAsync($$"""{"type":"name","name":"tom{{i}}"}""");
        }

        await relay.UntilAsync(() => tom.Name == "tom29");
        Assert.Equal(31, relay.Core.Rooms.Find("busy")!.Events.Count());
        await tom.SendAsync("""{"type":"bye"}""");
        await tom.Served.Soon();

        var left = relay.Core.Rooms.Find("busy")!.Events.ToList();
        Assert.Equal(20, left.Count);
        Assert.Equal(PresenceChange.Left, left[^1].Change);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public async Task DirectLines_BegunByOne_OneMoreThanTheLimit_IsRefused(int lines, bool fits)
    {
        await using var relay = await TestRelay.StartAsync(new LimitOptions { MaxRooms = 3 });
        const string refusal = "You have begun 3 direct lines, and that is the limit (Relay:Limits:MaxRooms).";
        var json = await relay.JsonAsync();
        var line = await relay.LineAsync();
        var hub = await relay.Hub.EnterAsync("alice", remote: null);
        var others = new List<TestClient>();
        for (var i = 1; i <= lines; i++)
        {
            others.Add(await relay.LineAsync($"Jerry{i}"));
        }

        foreach (var (other, i) in others.Select(static (other, i) => (other, i)))
        {
            var expected = i + 1 < lines || fits ? null : refusal;
            await json.SendAsync($$"""{"type":"direct","id":"d","to":"{{other.Name}}","text":"psst"}""");
            Assert.Equal(expected, Refusal(await json.NextAsync(expected is null ? "ack" : "error")));
            await line.SendAsync($"/msg {other.Name} hush");
            await (expected is null
                ? other.NextAsync(static text => text.EndsWith("hush", StringComparison.Ordinal))
                : line.NextAsync(text => text == $"* {refusal}"));
            Assert.Equal(expected, (await relay.Hub.DirectAsync(hub, other.Session.Id, "hey"u8.ToArray(), id: null)).Rejected?.Reason);
        }
    }

    private static string? Refusal(JsonElement answer) =>
        answer.GetProperty("type").GetString() == "error" ? answer.GetProperty("text").GetString() : null;
}
