using System.Net;
using System.Net.WebSockets;

namespace WebChatBridge.Server.Tests;

/// <summary>What a page of somebody else's may not do, over real HTTP.</summary>
[Trait("about", "security")]
public sealed class OriginCheckTests(OriginCheckTests.Shared shared) : IClassFixture<OriginCheckTests.Shared>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private RunningServer Server => shared.Server;

    private string Own => Server.Address.GetLeftPart(UriPartial.Authority);

    /// <summary>Whatever upgrades, changes something or hands out what was captured.</summary>
    private static readonly (string Method, string Path)[] Guarded =
    [
        ("POST", "/hub/negotiate"), ("POST", "/_blazor/negotiate"), ("GET", "/hub"), ("GET", "/_blazor"), ("POST", "/_blazor/disconnect"),
        ("GET", "/export/session/1.pcapng"), ("GET", "/export/session/1.py"), ("GET", "/export/traffic.jsonl"), ("POST", "/login"), ("POST", "/logout"),
        ("POST", "/anything"), ("PUT", "/c/lobby"), ("PATCH", "/people"), ("DELETE", "/"),
    ];

    public static TheoryData<string, string, string> Foreign => new(
        from route in Guarded
        from origin in (string[])["http://evil.example", "http://127.0.0.1:1", "http://localhost", "https://OWN", "http://OWN.evil.example", "http://evil@OWN", "null", "nonsense", "file://", "chrome-extension://abc"]
        select (route.Method, route.Path, origin));

    public static TheoryData<string, string> Routes => new(Guarded);

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task Page_OfAnotherOrigin_IsRefusedEverywhereThatMatters(string method, string path, string origin) =>
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(method, path, ("Origin", origin.Replace("OWN", Server.Address.Authority, StringComparison.Ordinal))));

    [Theory]
    [InlineData("/hub")]
    [InlineData("/_blazor")]
    public async Task WebSocket_OfAnotherOrigin_IsRefused(string path)
    {
        foreach (var origin in new[] { "http://evil.example", "http://127.0.0.1:1", "null", Own.Replace("http:", "https:", StringComparison.Ordinal) })
        {
            await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(path, origin));
        }
    }

    // A hostile name that points here, DNS rebinding: its page and its form agree on the origin.
    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Name_ThatIsNotOurs_IsRefused_ThoughItsPageAgrees(string method, string path) => Assert.Equal(
        HttpStatusCode.Forbidden,
        await SendAsync(method, path, ("Host", "evil.example:5080"), ("Origin", "http://evil.example:5080"), ("Sec-Fetch-Site", "same-origin")));

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Page_OfOurs_IsNotTakenForAnother(string method, string path)
    {
        var isSocket = method == "GET" && path is "/hub" or "/_blazor"; // a request that is none is refused for that alone
        Assert.True(isSocket || await SendAsync(method, path, ("Origin", Own), ("Sec-Fetch-Site", "same-origin")) != HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("cross-site", HttpStatusCode.Forbidden)]
    [InlineData("same-site", HttpStatusCode.Forbidden)]
    [InlineData("same-origin", HttpStatusCode.OK)]
    [InlineData("none", HttpStatusCode.OK)]
    public async Task Link_WithoutAnOrigin_MayExportOnlyWhereItStandsOnOurPage(string site, HttpStatusCode expected) =>
        Assert.Equal(expected, await SendAsync("GET", "/export/traffic.jsonl", ("Sec-Fetch-Site", site)));

    [Fact]
    public async Task Login_UnderANameThatIsNotOurs_IsRefused() =>
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync("GET", "/login", ("Host", "evil.example:5080")));

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

    [Theory]
    [InlineData("GET", "/_blazor?id=x")]
    [InlineData("GET", "/_Blazor/?id=x")]
    [InlineData("POST", "/_blazor/?id=x")]
    public async Task Circuit_OverAnythingButAWebSocket_IsRefused(string method, string path) =>
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(method, path, ("Origin", Own)));

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
