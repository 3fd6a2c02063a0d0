using System.Net;
using Microsoft.Extensions.Time.Testing;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>Signing in and out, over HTTP as a browser does it.</summary>
[Trait("about", "security")]
public sealed class LoginTests : IAsyncLifetime
{
    private GuardedServer server = null!;

    public async ValueTask InitializeAsync() => server = await GuardedServer.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Link_SignsInOnce_WithACookieThatOnlyThisConsoleSees()
    {
        var token = HttpPerson.Token(server.Live, Role.Viewer);
        using var alice = new HttpPerson(server.Live.Console);
        using var bob = new HttpPerson(server.Live.Console);
        Assert.False(await alice.IsInAsync());

        using var answer = await alice.SignInAsync(token, "/c/lobby?at=3");
        using var again = await bob.SignInAsync(token, "/c/lobby?at=3");

        Assert.Equal((HttpStatusCode.SeeOther, "/c/lobby?at=3"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith($"wcb-http-{server.Live.Console.Port}=", cookie, StringComparison.Ordinal);
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/;", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(token, cookie, StringComparison.Ordinal);
        Assert.True(await alice.IsInAsync());
        Assert.Equal("/login?said=spent&returnUrl=%2Fc%2Flobby%3Fat%3D3", again.Headers.Location?.ToString());
        Assert.False(await bob.IsInAsync());
    }

    [Fact]
    public async Task Link_HandedInByManyAtOnce_LetsExactlyOneIn()
    {
        var token = HttpPerson.Token(server.Live, Role.Operator);
        var people = Enumerable.Range(0, 8).Select(_ => new HttpPerson(server.Live.Console)).ToList();

        await Task.WhenAll(people.Select(person => person.SignInAsync(token)));

        var inside = 0;
        foreach (var person in people)
        {
            inside += await person.IsInAsync() ? 1 : 0;
            person.Dispose();
        }

        Assert.Equal(1, inside);
    }

    [Theory]
    [InlineData("", "no-token")]
    [InlineData("hello", "no-token")]
    [InlineData("zz", "no-token")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", "spent")]
    [InlineData("http://localhost:5080/login#t=0000000000000000000000000000000000000000000000000000000000000000", "spent")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000000", "no-token")]
    [InlineData("../../../../../../../../../../../../../../../../../../../../../etc/x", "no-token")]
    public async Task Token_ThatIsNone_IsAnsweredInWords(string token, string said)
    {
        using var person = new HttpPerson(server.Live.Console);

        using var answer = await person.SignInAsync(token);

        Assert.Equal($"/login?said={said}&returnUrl=%2F", answer.Headers.Location?.ToString());
        Assert.Empty(person.Cookies);
    }

    [Fact]
    public async Task Token_WrongFiveTimes_HasToWait_AlsoWithTheRightOne()
    {
        using var person = new HttpPerson(server.Live.Console);
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await person.SignInAsync(new string('0', 64));
            Assert.Contains("said=spent", wrong.Headers.Location?.ToString(), StringComparison.Ordinal);
        }

        using var answer = await person.SignInAsync(HttpPerson.Token(server.Live, Role.Viewer));
        using var page = await person.GetAsync(answer.Headers.Location!);

        Assert.Matches(@"^/login\?said=wait-(10|9)&", answer.Headers.Location!.ToString());
        Assert.Contains("Five tries failed. Wait ", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void Tries_AfterTheWait_BeginAnew()
    {
        var time = new FakeTimeProvider();
        var tries = new FailedTries(time);
        var (here, there) = (IPAddress.Parse("192.168.1.5"), IPAddress.Parse("192.168.1.6"));
        for (var i = 0; i < 5; i++)
        {
            Assert.Null(tries.Wait(here));
            tries.Failed(here);
        }

        Assert.Equal(TimeSpan.FromSeconds(10), tries.Wait(here));
        Assert.Null(tries.Wait(there));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(tries.Wait(here));
        tries.Failed(here);
        Assert.Null(tries.Wait(here));
    }

    [Fact]
    public void Link_AfterTenMinutes_IsWorthNothing()
    {
        var time = new FakeTimeProvider();
        var links = new Links(new AccessFolder(new HistoryOptions { Path = Path.Combine(server.Folder, "other", "history.db") }), time);
        var (early, late) = (links.Make(Role.Viewer), links.Make(Role.Viewer));

        time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        Assert.Equal(Role.Viewer, links.Take(early.Path[^64..]));
        time.Advance(TimeSpan.FromTicks(1));
        Assert.Null(links.Take(late.Path[^64..]));
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/\t/evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task ReturnUrl_ThatIsNoPathOfOurs_LeadsHome(string returnUrl)
    {
        using var person = new HttpPerson(server.Live.Console);

        using var answer = await person.SignInAsync(HttpPerson.Token(server.Live, Role.Viewer), returnUrl);

        Assert.Equal("/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task SignOut_EndsTheLogin_AlsoForACopyOfItsCookie()
    {
        using var alice = await HttpPerson.SignedInAsync(server.Live, Role.Operator);
        var cookie = alice.Cookies.Single();
        using var thief = new HttpClient { BaseAddress = server.Live.Console };
        thief.DefaultRequestHeaders.Add("Cookie", $"{cookie.Name}={cookie.Value}");
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync(new Uri("/sessions", UriKind.Relative))).StatusCode);

        using var answer = await alice.PostAsync("/logout");

        Assert.Equal("/login?said=out", answer.Headers.Location?.ToString());
        Assert.Empty(alice.Cookies);
        await Soon.GetAsync(async () => await IsOutAsync(thief) ? "out" : null, "the end of the login");
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.Combine(server.Folder, "access", "logins")), file => file.EndsWith(".json", StringComparison.Ordinal));
    }

    // What ends with a login must not be the answer to who ended it.
    [Theory]
    [InlineData("/logout")]
    [InlineData("/login")]
    public async Task Request_ThatEndsItsOwnLogin_IsAnswered(string path) => await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
    {
        using var alice = await HttpPerson.SignedInAsync(server.Live, Role.Viewer);
        using var answer = path == "/login" ? await alice.SignInAsync(HttpPerson.Token(server.Live, Role.Viewer)) : await alice.PostAsync(path);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }));

    [Fact]
    public async Task SignIn_Again_EndsTheLoginBefore()
    {
        using var alice = await HttpPerson.SignedInAsync(server.Live, Role.Operator);
        var before = alice.Cookies.Single().Value;

        using var answer = await alice.SignInAsync(HttpPerson.Token(server.Live, Role.Viewer));

        Assert.NotEqual(before, alice.Cookies.Single().Value);
        Assert.True(await alice.IsInAsync());
        await Soon.UntilAsync(() => Directory.GetFiles(Path.Combine(server.Folder, "access", "logins")).Length == 1, "one login");
    }

    [Fact]
    public async Task Logins_SurviveARestart_AndRevokedOnesDoNot()
    {
        using var alice = await HttpPerson.SignedInAsync(server.Live, Role.Operator);
        using var bob = await HttpPerson.SignedInAsync(server.Live, Role.Viewer);
        var (kept, gone) = (alice.Cookies.Single(), bob.Cookies.Single());
        await bob.PostAsync("/logout");

        await server.RestartAsync();

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (await WithAsync(kept.Value), await WithAsync(gone.Value)));
    }

    // The port is another one after the restart, and so is the cookie's name.
    private async Task<HttpStatusCode> WithAsync(string value)
    {
        using var client = new HttpClient { BaseAddress = server.Live.Console };
        client.DefaultRequestHeaders.Add("Cookie", $"wcb-http-{server.Live.Console.Port}={value}");
        return (await client.GetAsync(new Uri("/sessions", UriKind.Relative))).StatusCode;
    }

    // The connection that the login had open may be cut off under it.
    private static async Task<bool> IsOutAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/sessions", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.Unauthorized;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
