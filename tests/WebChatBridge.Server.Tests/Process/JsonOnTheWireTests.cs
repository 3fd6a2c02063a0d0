using System.Text.Json.Nodes;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>docs/wire.md §2.3, over sockets.</summary>
public sealed class JsonOnTheWireTests : IAsyncLifetime
{
    private LiveServer server = null!;

    public async ValueTask InitializeAsync() => server = await LiveServer.StartAsync(
        "--Relay:Limits:MaxMessageBytes=1000", "--Relay:Endpoints:2:HalfCloseGrace=00:00:00.300");

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Post_IsAcknowledgedAndReachesTheOthers()
    {
        using var tom = await server.JsonAsync("Tom");
        using var jerry = await server.JsonAsync("Jerry");

        Assert.Equal(1, await tom.PostAsync("hi 🙂 \"quoted\" \\ \u0001", "c-1"));

        var message = await jerry.ReadJsonAsync("message");
        Assert.Equal(["type", "room", "seq", "at", "from", "text"], message.Select(member => member.Key));
        Assert.Equal(("lobby", 1, "Tom", "tcp"), (message.Text("room"), message.Seq(), message.From(), message["from"]!["origin"]!.GetValue<string>()));
        Assert.Equal("hi 🙂 \"quoted\" \\ \u0001", message.Text("text"));
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$", message.Text("at"));
    }

    [Fact]
    public async Task Post_OfBytesThatAreNoText_ArrivesAsBytes()
    {
        using var tom = await server.JsonAsync("Tom");
        using var jerry = await server.JsonAsync("Jerry");

        await tom.SendJsonAsync(new { type = "post", bytes = new byte[] { 0xFF, 0, 0xC3 } });
        await tom.SendJsonAsync(new { type = "post", bytes = "text"u8.ToArray() });

        Assert.Equal("/wDD", (await jerry.ReadJsonAsync("message")).Text("bytes"));
        Assert.Equal("text", (await jerry.ReadJsonAsync("message")).Text("text"));
    }

    [Fact]
    public async Task Post_Repeated_IsAcknowledgedWithItsFirstPlace()
    {
        using var tom = await server.JsonAsync("Tom");
        using var jerry = await server.JsonAsync("Jerry");

        var line = """{"type":"post","id":"c-1","text":"once"}""" + "\n";
        await tom.SendAsync(line + line);
        var (first, second) = (await tom.ReadJsonAsync("ack"), await tom.ReadJsonAsync("ack"));
        await tom.PostAsync("next", "c-2");

        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Equal(["once", "next"], [(await jerry.ReadJsonAsync("message")).Text("text"), (await jerry.ReadJsonAsync("message")).Text("text")]);
    }

    [Fact]
    public async Task Post_RepeatedAfterReconnect_IsKnownByTheProgramsId()
    {
        using (var tom = await server.JsonAsync("Tom", program: "9f"))
        {
            Assert.Equal(1, await tom.PostAsync("once", "c-1"));
            tom.Reset();
        }

        using var again = await server.JsonAsync("Tom", program: "9f");
        using var stranger = await server.JsonAsync("Jerry", program: "other");
        Assert.Equal(1, await again.PostAsync("once", "c-1"));
        Assert.Equal(2, await stranger.PostAsync("of another program", "c-1"));
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public async Task Post_AtTheLimit_IsTakenOrRefused(int length, bool taken)
    {
        using var tom = await server.JsonAsync("Tom");

        await tom.SendJsonAsync(new { type = "post", id = "c-1", text = new string('x', length) });

        var answer = await tom.ReadJsonAsync();
        Assert.Equal(taken ? "ack" : "error", answer.Type());
        Assert.Equal("c-1", answer.Text("id"));
        Assert.True(taken || answer.Text("code") is "limit" or "bad_request", answer.ToJsonString());
        Assert.Equal(taken ? 2 : 1, await tom.PostAsync("the session goes on"));
    }

    [Fact]
    public async Task Direct_ReachesOneOnly()
    {
        using var tom = await server.JsonAsync("Tom");
        using var jerry = await server.JsonAsync("Jerry");
        using var eve = await server.JsonAsync("Eve");

        await tom.SendJsonAsync(new { type = "direct", id = "d", to = "jerry", text = "psst" });
        await tom.SendJsonAsync(new { type = "direct", id = "e", to = "Nobody", text = "psst" });

        Assert.Equal("d", (await tom.ReadJsonAsync("ack")).Text("id"));
        var error = await tom.ReadJsonAsync("error");
        Assert.Equal(("not_found", "e"), (error.Text("code"), error.Text("id")));
        var message = await jerry.ReadJsonAsync("message");
        Assert.Equal(("psst", true), (message.Text("text"), message["direct"]!.GetValue<bool>()));
        await tom.PostAsync("to all");
        Assert.Equal("to all", (await eve.ReadJsonAsync("message")).Text("text"));
    }

    [Fact]
    public async Task JoinNameWhoRooms_AnswerAndAreAnnounced()
    {
        using var tom = await server.JsonAsync("Tom");
        using var jerry = await server.JsonAsync("Jerry");
        Assert.Equal("joined", (await tom.ReadJsonAsync("presence")).Text("change"));

        await jerry.SendJsonAsync(new { type = "name", name = "Gerald" });
        var renamed = await tom.ReadJsonAsync("presence");
        Assert.Equal(("renamed", "Jerry", "Gerald", 2), (renamed.Text("change"), renamed.Text("was"), renamed["who"]!["name"]!.GetValue<string>(), renamed["members"]!.GetValue<int>()));
        Assert.Equal("renamed", (await jerry.ReadJsonAsync("presence")).Text("change"));

        await jerry.SendJsonAsync(new { type = "join", room = "plc-3" });
        var left = await tom.ReadJsonAsync("presence");
        Assert.Equal(("lobby", "left", 1), (left.Text("room"), left.Text("change"), left["members"]!.GetValue<int>()));
        Assert.Equal(("plc-3", "joined"), await jerry.ReadJsonAsync("presence") is var joined ? (joined.Text("room"), joined.Text("change")) : default);

        await jerry.SendJsonAsync(new { type = "who" });
        var who = await jerry.ReadJsonAsync("who");
        Assert.Equal(("plc-3", 1, "Gerald"), (who.Text("room"), who["count"]!.GetValue<int>(), who["members"]![0]!["name"]!.GetValue<string>()));

        await jerry.SendJsonAsync(new { type = "rooms" });
        var rooms = (await jerry.ReadJsonAsync("rooms"))["rooms"]!.AsArray();
        Assert.Equal("""[{"room":"lobby","members":1,"seq":0},{"room":"plc-3","members":1,"seq":0}]""", rooms.ToJsonString());
    }

    [Fact]
    public async Task JoinAndName_OfWhatItHasAlready_AreAnsweredToItAlone()
    {
        using var tom = await server.JsonAsync("Tom");
        using var jerry = await server.JsonAsync("Jerry");
        Assert.Equal("joined", (await tom.ReadJsonAsync("presence")).Text("change"));

        await jerry.SendJsonAsync(new { type = "join", room = "LOBBY" });
        await jerry.SendJsonAsync(new { type = "name", name = "Jerry" });

        Assert.Equal(("joined", "lobby"), await jerry.ReadJsonAsync("presence") is var joined ? (joined.Text("change"), joined.Text("room")) : default);
        Assert.Equal("renamed", (await jerry.ReadJsonAsync("presence")).Text("change"));
        await jerry.PostAsync("hi");
        Assert.Equal("message", (await tom.ReadJsonAsync()).Type());
    }

    [Fact]
    public async Task History_PagesBackward_AlsoWhenAskedInOneBreath()
    {
        using var tom = await server.JsonAsync("Tom");
        for (var i = 1; i <= 5; i++)
        {
            await tom.PostAsync($"{i}");
        }

        await tom.SendAsync("""{"type":"history"}""" + "\n" + """{"type":"history","before":4,"limit":2}""" + "\n" + """{"type":"history","limit":1}""" + "\n");

        Assert.Equal([1L, 2, 3, 4, 5], Seqs(await tom.ReadJsonAsync()));
        Assert.Equal([2L, 3], Seqs(await tom.ReadJsonAsync()));
        Assert.Equal([5L], Seqs(await tom.ReadJsonAsync()));
    }

    [Fact]
    public async Task After_ReplaysWhatCameLaterAndThenGoesOnLive()
    {
        using var tom = await server.JsonAsync("Tom");
        for (var i = 1; i <= 250; i++)
        {
            await tom.PostAsync($"{i}");
        }

        using var jerry = await server.JsonAsync("Jerry", after: 40);
        await tom.PostAsync("251");

        for (var seq = 41; seq <= 251; seq++)
        {
            var message = await jerry.ReadJsonAsync("message");
            Assert.Equal((seq, $"{seq}"), (message.Seq(), message.Text("text")));
        }
    }

    [Theory]
    [InlineData("""{"type":"jump"}""", "unknown_request")]
    [InlineData("""{"type":"post"}""", "bad_request")]
    [InlineData("""{"type":"post","text":1}""", "bad_request")]
    [InlineData("""{"type":"post","text":"a","bytes":"YQ=="}""", "bad_request")]
    [InlineData("""{"type":"post","text":"a","text":"b"}""", "bad_request")]
    [InlineData("""{"type":"post","id":"","text":"a"}""", "bad_request")]
    [InlineData("""{"type":"direct","text":"a"}""", "bad_request")]
    [InlineData("""{"type":"join","room":"@1+2"}""", "bad_room")]
    [InlineData("""{"type":"join","room":"a b"}""", "bad_room")]
    [InlineData("""{"type":"name","name":"a b"}""", "bad_name")]
    [InlineData("""{"type":"history","limit":0}""", "bad_request")]
    [InlineData("""{"text":"a"}""", "bad_request")]
    [InlineData("""{"type":"hello"}""", "bad_request")]
    [InlineData("""[1]""", "bad_request")]
    public async Task Request_Bad_IsAnsweredAndTheSessionGoesOn(string line, string code)
    {
        using var tom = await server.JsonAsync("Tom");

        await tom.SendAsync(line + "\n" + """{"type":"ping"}""" + "\r\n\n");

        var error = await tom.ReadJsonAsync();
        Assert.Equal(("error", code), (error.Type(), error.Text("code")));
        Assert.NotEmpty(error.Text("text"));
        Assert.Equal("pong", (await tom.ReadJsonAsync()).Type());
    }

    [Theory]
    [InlineData("hello\n", 0)]
    [InlineData("{\"type\":\"ping\"\n", 14)]
    [InlineData("{\"type\":\"post\",\"text\":\"\u00e4", null)]
    public async Task Line_ThatIsNoJson_EndsTheSessionWithItsOffset(string line, int? offset)
    {
        await using var console = await server.WatchAsync();
        using var tom = await server.JsonAsync("Tom");
        var before = (await console.SessionAsync(tom)).BytesIn;

        await tom.SendAsync(line);
        if (offset is null)
        {
            tom.FinishSending();
        }

        var bye = await tom.ReadJsonAsync();
        Assert.Equal("bye", bye.Type());
        Assert.Empty(await tom.ReadToEndAsync());
        var reason = await console.ClosedAsync("Tom");
        Assert.Equal(CloseCode.ProtocolViolation, reason.Code);
        Assert.True(offset is null || reason.Offset == """{"type":"hello","name":"Tom"}""".Length + 1 + offset, $"{reason.Offset}");
    }

    [Fact]
    public async Task Bye_IsAnsweredAndTheConnectionClosed()
    {
        await using var console = await server.WatchAsync();
        using var tom = await server.JsonAsync("Tom");

        await tom.SendJsonAsync(new { type = "bye" });

        Assert.Equal("bye", (await tom.ReadJsonAsync()).Type());
        Assert.Empty(await tom.ReadToEndAsync());
        Assert.Equal(CloseCode.Goodbye, (await console.ClosedAsync("Tom")).Code);
    }

    [Fact]
    public async Task Fin_AfterPosts_TheyAreStillAcknowledged()
    {
        using var tom = await RawClient.ConnectAsync(server.Json);

        await tom.SendAsync("""{"type":"hello","name":"Tom"}""" + "\n" + """{"type":"post","id":"c-1","text":"hi"}""" + "\n");
        tom.FinishSending();

        Assert.Equal("welcome", (await tom.ReadJsonAsync()).Type());
        Assert.Equal("ack", (await tom.ReadJsonAsync()).Type());
        Assert.Equal("bye", (await tom.ReadJsonAsync()).Type());
        Assert.Empty(await tom.ReadToEndAsync());
    }

    private static IEnumerable<long> Seqs(JsonObject history)
    {
        Assert.True(history.Type() == "history", history.ToJsonString());
        return history["messages"]!.AsArray().Select(message => message!["seq"]!.GetValue<long>());
    }
}
