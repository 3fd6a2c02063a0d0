using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WebChatBridge.Protocol;
using static Microsoft.Playwright.Assertions;

namespace WebChatBridge.Browser.Tests;

/// <summary>The console over https alone, with a certificate that nobody but its owner vouches for.</summary>
[Trait("about", "security")]
public sealed class HttpsConsoleTests(Chromium chromium) : ConsoleTest(chromium), IDisposable
{
    private readonly TestCertificates _files = new();

    private protected override string[] Settings =>
    [
        "--urls=https://127.0.0.1:0", "--Console:Access=link", $"--Console:Tls:Certificate={_files.Certificate}", $"--Console:Tls:Key={_files.Key}",
        $"--History:Path={_files.File("history.db")}",
    ];

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Link_OpensALiveConsole_OverWssOnly_WithASecureCookie()
    {
        var sockets = new ConcurrentQueue<string>();
        var alice = await InsideAsync(page => page.WebSocket += (_, socket) => sockets.Enqueue(socket.Url));
        using var tom = await Server.JsonAsync("tom");
        await tom.PostAsync("hello through the wire");
        await alice.SeesAsync("hello through the wire");
        await alice.SayAsync("hello through wss");
        Assert.Equal("hello through wss", (await tom.ReadJsonAsync("message")).Text("text"));

        Assert.NotEmpty(sockets);
        Assert.All(sockets, url => Assert.StartsWith($"wss://127.0.0.1:{Server.Console.Port}/_blazor", url, StringComparison.Ordinal));
        var cookie = Assert.Single(await alice.Context.CookiesAsync(), one => one.Name.StartsWith("wcb-http", StringComparison.Ordinal));
        Assert.Equal(($"wcb-https-{Server.Console.Port}", true, true, SameSiteAttribute.Strict), (cookie.Name, cookie.Secure, cookie.HttpOnly, cookie.SameSite));

        // A browser that is told to use https for a host does so at every port of it: other programs of this machine speak http.
        var page = await alice.Page.GotoAsync(new Uri(Server.Console, "/sessions").ToString());
        Assert.DoesNotContain("strict-transport-security", page!.Headers.Keys);
        Assert.Contains("frame-ancestors 'none'", page.Headers["content-security-policy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_ThatNobodyVouchesFor_IsNotTakenUnasked()
    {
        var refused = await Assert.ThrowsAsync<PlaywrightException>(() => VisitAsync("/", alive: false));

        Assert.Contains("ERR_CERT_AUTHORITY_INVALID", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_Replaced_IsShownToTheNext_AndOpenPagesLiveOn()
    {
        var alice = await InsideAsync();
        using var renewed = _files.Issue("server", "CN=wcb-new");
        await Soon.GetAsync(async () => await ShownAsync() == renewed.SerialNumber ? "" : null, "the new certificate");

        await alice.SayAsync("still here");
        await alice.SeesAsync("still here");
        var bob = await InsideAsync(); // whose circuit comes to the hub by the new one, too
        await bob.SayAsync("me too");

        await alice.SeesAsync("me too");
        Assert.Equal("wcb-new", (await (await bob.Page.GotoAsync(new Uri(Server.Console, "/sessions").ToString()))!.SecurityDetailsAsync())!.SubjectName);
    }

    private async Task<string> ShownAsync()
    {
        await using var client = await TlsClient.ConnectAsync(IPEndPoint.Parse(Server.Console.Authority), _files.Authority);
        return client.Shown;
    }

    private async Task<Visitor> InsideAsync(Action<IPage>? before = null)
    {
        var visitor = await VisitAsync(
            $"/login#t={HttpPerson.Token(Server, Role.Participant)}", new() { IgnoreHTTPSErrors = true }, page =>
            {
                before?.Invoke(page);
                return Task.CompletedTask;
            }, alive: false);
        await Expect(visitor.Page).ToHaveURLAsync(new Regex(@"^https://127\.0\.0\.1:\d+/$"));
        await visitor.GoAsync("/c/lobby");
        return visitor;
    }
}
