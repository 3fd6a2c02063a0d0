using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>docs/wire.md §2.3, over sockets: how a json client comes in.</summary>
public sealed class JsonHelloTests : IAsyncLifetime
{
    private LiveServer server = null!;

    public async ValueTask InitializeAsync() => server = await LiveServer.StartAsync(
        "--Relay:Limits:MaxMessageBytes=1000");

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Hello_IsAnsweredWithAWelcomeThatHasEverything()
    {
        using var tom = await RawClient.ConnectAsync(server.Json);

        var welcome = await tom.HelloAsync("Tom");

        Assert.Equal(["type", "session", "name", "room", "seq", "limits", "server"], welcome.Select(member => member.Key));
        Assert.Equal(("Tom", "lobby", 0), (welcome.Text("name"), welcome.Text("room"), welcome.Seq()));
        Assert.True(welcome["session"]!.GetValue<long>() > 0);
        Assert.Equal("""{"messageBytes":1000,"nameChars":32,"roomBytes":64,"history":1000}""", welcome["limits"]!.ToJsonString());
        Assert.Matches("^[0-9]+\\.[0-9]+\\.[0-9]+$", welcome.Text("server"));
    }

    [Fact]
    public async Task Hello_WithoutAnything_GetsASpeakableName()
    {
        using var client = await RawClient.ConnectAsync(server.Json);

        Assert.Matches("^[a-z]+-[a-z]+$", (await client.HelloAsync()).Text("name"));
    }

    [Fact]
    public async Task Hello_NameTaken_GetsTheNextFreeOne()
    {
        using var tom = await server.JsonAsync("Tom");
        using var other = await RawClient.ConnectAsync(server.Json);

        Assert.Equal("T0m-2", (await other.HelloAsync("T0m")).Text("name"));
    }

    [Fact]
    public async Task Hello_NotInTime_EndsWithHandshakeTimeout()
    {
        await using var hasty = await LiveServer.StartAsync("--Relay:Limits:Handshake=00:00:00.300");
        await using var console = await hasty.WatchAsync();
        using var silent = await RawClient.ConnectAsync(hasty.Json);

        var bye = await silent.ReadJsonAsync();

        const string words = "no hello within 0.3 s (Relay:Limits:Handshake)";
        Assert.Equal(("bye", words), (bye.Type(), bye.Text("reason")));
        Assert.Empty(await silent.ReadToEndAsync());
        var reason = await console.ClosedAsync(silent);
        Assert.Equal((CloseCode.HandshakeTimeout, words), (reason.Code, reason.Sentence));
    }

    [Fact]
    public async Task Request_BeforeHello_IsRefusedAndTheSessionGoesOn()
    {
        using var tom = await RawClient.ConnectAsync(server.Json);

        await tom.SendJsonAsync(new { type = "post", id = "p", text = "hi" });

        var error = await tom.ReadJsonAsync();
        Assert.Equal(("error", "not_here", "p"), (error.Type(), error.Text("code"), error.Text("id")));
        Assert.Equal("Tom", (await tom.HelloAsync("Tom")).Text("name"));
    }

    [Fact]
    public async Task Client_ThatComesBack_ReplacesItsFormerSessionAndKeepsItsName()
    {
        await using var console = await server.WatchAsync();
        using var former = await server.JsonAsync("Tom", program: "9f");
        var number = (await console.SessionAsync(former)).Id;
        using var again = await RawClient.ConnectAsync(server.Json);

        Assert.Equal("Tom", (await again.HelloAsync("Tom", program: "9f")).Text("name"));
        Assert.NotNull((await console.SessionAsync(session => session.Id == number && session.Closed is not null, "the end of the former")).Closed);
    }
}
