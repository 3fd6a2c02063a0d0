using System.Net;
using System.Net.WebSockets;

namespace WebChatBridge.Server.Tests;

/// <summary>What a page of somebody else's may not do, over real HTTP.</summary>
public sealed class OriginCheckTests(OriginCheckTests.Shared shared) : IClassFixture<OriginCheckTests.Shared>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private RunningServer Server => shared.Server;

    private string Own => Server.Address.GetLeftPart(UriPartial.Authority);

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://localhost")]
    [InlineData("null")]
    [InlineData("nonsense")]
    public async Task Page_OfAnotherOrigin_IsRefusedEverywhereThatMatters(string origin)
    {
        foreach (var (method, path) in new[] { ("POST", "/hub/negotiate"), ("POST", "/_blazor/negotiate"), ("GET", "/hub"), ("GET", "/_blazor"), ("GET", "/export/session/1.pcapng"), ("GET", "/export/traffic.jsonl"), ("POST", "/login"), ("POST", "/logout"), ("POST", "/_blazor/disconnect"), ("POST", "/anything"), ("DELETE", "/") })
        {
            Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(method, path, ("Origin", origin)));
        }

        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync("/hub", origin));
    }

    [Theory]
    [InlineData("cross-site", HttpStatusCode.Forbidden)]
    [InlineData("same-site", HttpStatusCode.Forbidden)]
    [InlineData("same-origin", HttpStatusCode.OK)]
    [InlineData("none", HttpStatusCode.OK)]
    public async Task Link_WithoutAnOrigin_MayExportOnlyWhereItStandsOnOurPage(string site, HttpStatusCode expected) =>
        Assert.Equal(expected, await SendAsync("GET", "/export/traffic.jsonl", ("Sec-Fetch-Site", site)));

    [Fact]
    public async Task Login_UnderANameThatIsNotOurs_IsRefused()
    {
        // A hostile name that points here, DNS rebinding: its page and its form agree on the origin.
        foreach (var path in new[] { "/login", "/logout", "/hub/negotiate", "/_blazor/negotiate" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, await SendAsync("POST", path, ("Host", "evil.example:5080"), ("Origin", "http://evil.example:5080"), ("Sec-Fetch-Site", "same-origin")));
        }

        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync("GET", "/login", ("Host", "evil.example:5080")));
    }

    [Fact]
    public async Task Page_OfOurs_MayConnect()
    {
        Assert.Equal(HttpStatusCode.OK, await SendAsync("POST", "/hub/negotiate?negotiateVersion=1", ("Origin", Own)));
        Assert.Equal(HttpStatusCode.OK, await SendAsync("POST", "/_blazor/negotiate?negotiateVersion=1", ("Origin", Own)));
        await ConnectAsync("/hub", Own);
    }

    [Fact]
    public async Task Program_WithoutAnOrigin_MayConnect()
    {
        Assert.Equal(HttpStatusCode.OK, await SendAsync("POST", "/hub/negotiate?negotiateVersion=1"));
        await ConnectAsync("/hub", origin: null);
    }

    [Fact]
    public async Task Form_OfOursWithHiddenOrigin_IsNotForeign() =>
        Assert.NotEqual(HttpStatusCode.Forbidden, await SendAsync("POST", "/anything", ("Origin", "null"), ("Sec-Fetch-Site", "same-origin")));

    [Theory]
    [InlineData("evil.example", HttpStatusCode.Forbidden)]
    [InlineData("localhost.evil.example:5080", HttpStatusCode.Forbidden)]
    [InlineData("192.168.1.5", HttpStatusCode.Forbidden)]
    [InlineData("localhost:5080", HttpStatusCode.OK)]
    [InlineData("[::1]:5080", HttpStatusCode.OK)]
    [InlineData("127.0.1.1", HttpStatusCode.OK)]
    [InlineData("console.lab", HttpStatusCode.OK)]
    public async Task Host_OnlyOurNames_AreServed(string host, HttpStatusCode expected) =>
        Assert.Equal(expected, await SendAsync("GET", "/robots.txt", ("Host", host)));

    [Fact]
    public async Task Circuit_OverAnythingButAWebSocket_IsRefused() =>
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync("GET", "/_blazor?id=x", ("Origin", Own)));

    [Theory]
    [InlineData("/")]
    [InlineData("/robots.txt")]
    [InlineData("/health/live")]
    [InlineData("/no-such-page")]
    [InlineData("/login?said=spent")]
    [InlineData("/export/session/999.py")]
    [InlineData("/tail/lobby?format=x")]
    [InlineData("/_blazor/initializers")]
    public async Task Answer_Always_CarriesTheSecurityHeaders(string path)
    {
        var answer = await Server.Http.GetAsync(new Uri(path, UriKind.Relative), Token);

        Assert.Equal([SecurityHeaders.Policy], answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["no-referrer"], answer.Headers.GetValues("Referrer-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
    }

    private async Task<HttpStatusCode> SendAsync(string method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await Server.Http.SendAsync(request, Token);
        return answer.StatusCode;
    }

    private async Task ConnectAsync(string path, string? origin)
    {
        using var socket = new ClientWebSocket();
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        await socket.ConnectAsync(new UriBuilder(Server.Address) { Scheme = "ws", Path = path }.Uri, Token);
        socket.Abort();
    }

    public sealed class Shared : IAsyncLifetime
    {
        internal RunningServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await RunningServer.StartAsync("--Console:Hosts:0=console.lab");

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
