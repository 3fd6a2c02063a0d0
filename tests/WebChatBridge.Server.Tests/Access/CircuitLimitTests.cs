using System.Net;
using System.Net.WebSockets;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>MaxCircuits and MaxCircuitsPerLogin at one less, at them and one more: the page says why, its circuit is refused.</summary>
[Trait("about", "security")]
public sealed class CircuitLimitTests : IAsyncLifetime
{
    private const string OfAll = "3 consoles are open, and that is the limit (Console:MaxCircuits).";
    private const string OfOne = "2 consoles of your login are open, and that is the limit (Console:MaxCircuitsPerLogin).";

    private readonly List<ClientWebSocket> circuits = [];
    private GuardedServer server = null!;

    public async ValueTask InitializeAsync() => server = await GuardedServer.StartAsync("--Console:MaxCircuits=3", "--Console:MaxCircuitsPerLogin=2");

    public async ValueTask DisposeAsync()
    {
        circuits.ForEach(static circuit => circuit.Dispose());
        await server.DisposeAsync();
    }

    [Fact]
    public async Task OneMore_IsToldWhyAndRefused_AndFitsWhenOneIsClosed()
    {
        using var alice = await HttpPerson.SignedInAsync(server.Live, Role.Viewer);
        using var bob = await HttpPerson.SignedInAsync(server.Live, Role.Operator);
        using var carol = await HttpPerson.SignedInAsync(server.Live, Role.Viewer);

        var first = await OpenAsync(alice);
        await SaysAsync(alice, null);
        await OpenAsync(alice);
        await SaysAsync(alice, OfOne);
        Assert.Equal(HttpStatusCode.TooManyRequests, await RefusedAsync(alice, "/_blazor"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await RefusedAsync(alice, "/_Blazor/"));

        await SaysAsync(bob, null);
        await OpenAsync(bob);
        await SaysAsync(bob, OfAll);
        await SaysAsync(carol, OfAll);
        Assert.Equal(HttpStatusCode.TooManyRequests, await RefusedAsync(carol, "/_blazor"));

        first.Abort();
        await Soon.GetAsync(async () => (await PageAsync(carol)).Status == HttpStatusCode.OK ? "room" : null, "room for one more");
        await OpenAsync(carol);
        await SaysAsync(alice, OfAll);
    }

    [Theory]
    [InlineData("/login", HttpStatusCode.OK)]
    [InlineData("/health/ready", HttpStatusCode.OK)]
    [InlineData("/js/login.js", HttpStatusCode.OK)]
    [InlineData("/", HttpStatusCode.Found)]
    public async Task WhenFull_StrangersSeeWhatTheySeeElse(string path, HttpStatusCode status)
    {
        using var alice = await HttpPerson.SignedInAsync(server.Live, Role.Viewer);
        using var bob = await HttpPerson.SignedInAsync(server.Live, Role.Viewer);
        using var stranger = new HttpPerson(server.Live.Console);
        foreach (var person in (HttpPerson[])[alice, alice, bob])
        {
            await OpenAsync(person);
        }

        using var answer = await stranger.GetAsync(path);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task OpenAccess_KnowsNoLogins_AndCountsAll()
    {
        await using var open = await LiveServer.StartAsync("--Console:MaxCircuits=3", "--Console:MaxCircuitsPerLogin=1");
        using var person = new HttpPerson(open.Console);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await PageAsync(person)).Status);
            await OpenAsync(person, open.Console);
        }

        Assert.Contains(OfAll, (await PageAsync(person)).Text);
        circuits.ForEach(static circuit => circuit.Abort());
    }

    private static async Task SaysAsync(HttpPerson person, string? words)
    {
        var (status, text) = await PageAsync(person);
        Assert.Equal(words is null ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal(words is not null, text.Contains($"<p role=\"alert\">{words} ", StringComparison.Ordinal));
    }

    private static async Task<(HttpStatusCode Status, string Text)> PageAsync(HttpPerson person)
    {
        using var page = await person.GetAsync("/sessions");
        return (page.StatusCode, await page.Content.ReadAsStringAsync());
    }

    private Task<ClientWebSocket> OpenAsync(HttpPerson person) => OpenAsync(person, server.Live.Console);

    // The framework's own hello is answered: the circuit's connection is there.
    private async Task<ClientWebSocket> OpenAsync(HttpPerson person, Uri console)
    {
        var circuit = Circuit(person);
        await circuit.ConnectAsync(Address(console, "/_blazor"), CancellationToken.None);
        await circuit.SendAsync("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        await circuit.ReceiveAsync(new byte[256], CancellationToken.None).WaitAsync(Soon.Deadline);
        return circuit;
    }

    private async Task<HttpStatusCode> RefusedAsync(HttpPerson person, string path)
    {
        var circuit = Circuit(person);
        circuit.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => circuit.ConnectAsync(Address(server.Live.Console, path), CancellationToken.None));
        return circuit.HttpStatusCode;
    }

    private ClientWebSocket Circuit(HttpPerson person)
    {
        var circuit = new ClientWebSocket();
        circuits.Add(circuit);
        circuit.Options.SetRequestHeader("Cookie", string.Join("; ", person.Cookies.Select(static cookie => $"{cookie.Name}={cookie.Value}")));
        return circuit;
    }

    private static Uri Address(Uri console, string path) => new UriBuilder(console) { Scheme = "ws", Path = path }.Uri;
}
