using System.Text.Json;

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

    [Fact]
    public async Task Rooms_OneMoreThanTheLimit_IsRefused_AndFitsWhenOneIsEmpty()
    {
        await using var relay = await TestRelay.StartAsync(new LimitOptions { MaxRooms = 3 });
        var tom = await relay.JsonAsync("""{"type":"hello","room":"one"}""");
        var jerry = await relay.LineAsync("Jerry");
        await jerry.SendAsync("/join two");
        await jerry.NextAsync(static text => text.Contains("joined two", StringComparison.Ordinal));
        var third = await relay.JsonAsync("""{"type":"hello","room":"three"}""");
        const string refusal = "There are 3 rooms; the limit is 3 (Relay:Limits:MaxRooms).";

        var late = await relay.ConnectAsync(relay.Json);
        late.Send("""{"type":"hello","room":"four"}""");
        Assert.Equal(refusal, Refusal(await late.NextAsync("error")));
        var line = await relay.ConnectAsync(relay.EndpointOf("text", "line", "lobby", static with => with.Room = "one"));
        await line.SendAsync("/join four");
        Assert.Equal($"* {refusal}", await line.NextAsync(static text => text.StartsWith("* There", StringComparison.Ordinal)));

        third.Wire.In.Reset();
        await third.Served.Soon();
        late.Send("""{"type":"hello","room":"four"}""");
        Assert.Equal("four", (await late.NextAsync("welcome")).GetProperty("room").GetString());
        Assert.Equal("one", tom.Session.Room!.Name);
    }

    private static string? Refusal(JsonElement answer) =>
        answer.GetProperty("type").GetString() == "error" ? answer.GetProperty("text").GetString() : null;
}
