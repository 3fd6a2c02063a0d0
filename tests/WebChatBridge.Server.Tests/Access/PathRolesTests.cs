using System.Net;
using System.Net.Http.Headers;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>Every address beside the hub, by nobody and by each role; as a program and as a browser.</summary>
[Trait("about", "security")]
public sealed class PathRolesTests(PathRolesTests.Shared shared) : IClassFixture<PathRolesTests.Shared>
{
    private LiveServer Server => shared.Server.Live;

    [Theory]
    [InlineData("/export/traffic.jsonl", Role.Operator)]
    [InlineData("/export/traffic.pcapng", Role.Operator)]
    [InlineData("/export/session/1.py", Role.Operator)]
    [InlineData("/tail/lobby", Role.Viewer)]
    [InlineData("/", Role.Viewer)]
    [InlineData("/c/lobby", Role.Viewer)]
    [InlineData("/people", Role.Viewer)]
    [InlineData("/no-such-page", Role.Viewer)]
    public async Task Path_IsForThoseWhoseRoleSuffices(string path, Role least)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await AsProgramAsync(path, token: null));
        Assert.Equal(HttpStatusCode.Unauthorized, await AsProgramAsync(path, new string('a', 64)));
        using var stranger = new HttpPerson(Server.Console);
        using var refused = await stranger.GetAsync(path + "?q=1");
        Assert.Equal(HttpStatusCode.Found, refused.StatusCode);
        Assert.Equal($"/login?returnUrl={Uri.EscapeDataString(path + "?q=1")}", refused.Headers.Location?.ToString());
        foreach (var role in Enum.GetValues<Role>())
        {
            Assert.Equal(role < least, await AsProgramAsync(path, HttpPerson.Program(Server, role)) == HttpStatusCode.Forbidden);
            using var person = await HttpPerson.SignedInAsync(Server, role);
            using var answer = await person.GetAsync(path);
            Assert.Equal(role < least, answer.StatusCode == HttpStatusCode.Forbidden);
            Assert.NotEqual(HttpStatusCode.Found, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("/login")]
    [InlineData("/robots.txt")]
    [InlineData("/css/app.css")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/metrics")]
    public async Task Path_ThatTellsNothingOfAnybody_IsForEverybody(string path) => Assert.Equal(HttpStatusCode.OK, await AsProgramAsync(path, token: null));

    [Theory]
    [InlineData("POST", "/_blazor/negotiate?negotiateVersion=1")]
    [InlineData("POST", "/hub/negotiate?negotiateVersion=1")]
    [InlineData("GET", "/_blazor/initializers")]
    public async Task Circuit_IsForNobodyWhoIsNotSignedIn(string method, string path)
    {
        using var client = new HttpClient { BaseAddress = Server.Console };
        using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("/login")]
    [InlineData("/c/lobby")]
    [InlineData("/hub")]
    [InlineData("/export/traffic.jsonl")]
    public async Task Answer_ToAStranger_CarriesTheSecurityHeaders(string path)
    {
        using var stranger = new HttpPerson(Server.Console);
        using var answer = await stranger.GetAsync(path);

        Assert.Equal([SecurityHeaders.Policy], answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", SecurityHeaders.Policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", SecurityHeaders.Policy, StringComparison.Ordinal); // default-src 'self': none inline
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["no-referrer"], answer.Headers.GetValues("Referrer-Policy"));
    }

    private async Task<HttpStatusCode> AsProgramAsync(string path, string? token)
    {
        using var client = new HttpClient { BaseAddress = Server.Console };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode;
    }

    public sealed class Shared : IAsyncLifetime
    {
        internal GuardedServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await GuardedServer.StartAsync();

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
