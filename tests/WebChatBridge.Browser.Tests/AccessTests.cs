using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WebChatBridge.Protocol;
using static Microsoft.Playwright.Assertions;

namespace WebChatBridge.Browser.Tests;

/// <summary>Coming in, what each role is shown, and being shown out.</summary>
[Trait("about", "security")]
public sealed class AccessTests(Chromium chromium) : ConsoleTest(chromium), IDisposable
{
    private readonly TempFolder _folder = new();

    private protected override string[] Settings => ["--Console:Access=link", $"--History:Path={_folder.File("history.db")}"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Link_OpensTheConsoleOnce_AndItsTokenIsNowhere()
    {
        var alice = await OutsideAsync("/c/lobby?x=1");
        var link = Link(Role.Operator);
        await alice.Page.GotoAsync($"{alice.Page.Url}#{link.Split('#')[1]}");
        await Expect(alice.Page).ToHaveURLAsync(new Regex(@"/c/lobby\?x=1$"));
        await alice.SayAsync("I am in");
        await alice.SeesAsync("I am in");
        var token = link[^64..];
        Assert.DoesNotContain(token, await alice.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(token, await alice.Page.EvaluateAsync<string>("JSON.stringify([location.href, document.cookie, document.referrer, { ...localStorage }, { ...sessionStorage }])"), StringComparison.Ordinal);

        await MenuAsync(alice, "Sign out");
        await Expect(alice.Page).ToHaveURLAsync(new Regex("/login"));
        await Expect(alice.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("You are signed out.");
        await alice.Page.GoBackAsync();
        await Expect(alice.Page).ToHaveURLAsync(new Regex("/login"));
        await alice.GoAsync(link, alive: false);
        await Expect(alice.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("This link has been used or has expired. Make a new one with link, as below.");
        await Expect(alice.Page).Not.ToHaveURLAsync(new Regex(token));
    }

    [Fact]
    public async Task Link_Pasted_AlsoWithoutScripts_OpensTheConsole()
    {
        var alice = await OutsideAsync("/sessions", new() { JavaScriptEnabled = false });
        await alice.Page.GetByLabel("Paste the link").FillAsync("not a token");
        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "Open console" }).ClickAsync();
        await Expect(alice.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("That is no token.");

        await alice.Page.GetByLabel("Paste the link").FillAsync(new Uri(Server.Console, Link(Role.Viewer)).ToString());
        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "Open console" }).ClickAsync();

        await Expect(alice.Page).ToHaveURLAsync(new Regex("/sessions$"));
        await Expect(alice.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sessions");
    }

    [Fact]
    public async Task Link_OnAPageOfSomebodyElse_FindsTheLoginThatIsThere()
    {
        var alice = await InsideAsync(Role.Viewer);
        await alice.Page.RouteAsync("http://elsewhere.example/", route => route.FulfillAsync(new() { ContentType = "text/html", Body = $"<a href='{new Uri(Server.Console, "/sessions?q=x")}'>there</a>" }));
        await alice.Page.GotoAsync("http://elsewhere.example/");

        await alice.Page.GetByRole(AriaRole.Link).ClickAsync();

        await Expect(alice.Page).ToHaveURLAsync(new Regex(@"/sessions\?q=x$"));
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Participant)]
    [InlineData(Role.Operator)]
    public async Task Pages_ShowWhatTheRoleMayDo(Role role)
    {
        using var tom = await Server.JsonAsync("tom");
        var alice = await InsideAsync(role);
        var (talks, rules) = (role >= Role.Participant ? 1 : 0, role == Role.Operator ? 1 : 0);

        await Expect(alice.Page.Locator("header .chip")).ToHaveCountAsync(1 - rules);
        await Expect(alice.Composer).ToHaveCountAsync(talks);
        await Expect(alice.Page.GetByText("You are signed in as a viewer: you see everything here and say nothing.")).ToHaveCountAsync(1 - talks);
        await Expect(alice.Page.GetByRole(AriaRole.Button, new() { Name = "Invite a practice partner" })).ToHaveCountAsync(talks);
        await alice.GoAsync("/sessions");
        await alice.Page.Locator(".session-table td.c-name a").Filter(new() { HasText = "tom" }).ClickAsync();
        foreach (var button in (string[])["Close…", "Rename", "Misbehave…"])
        {
            await Expect(alice.Details.GetByRole(AriaRole.Button, new() { Name = button })).ToHaveCountAsync(rules);
        }

        await Expect(alice.Page.GetByText("Export")).ToHaveCountAsync(rules);
        await Expect(alice.Details.GetByText("Only operators")).ToHaveCountAsync(1 - rules);
        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "Console menu" }).ClickAsync();
        await Expect(alice.Page.GetByText("Sign out")).ToBeVisibleAsync();
        await Expect(alice.Page.GetByText("People and links")).ToHaveCountAsync(rules);
    }

    [Fact]
    public async Task Operator_LetsSomebodyIn_AndShowsHimOut()
    {
        var boss = await InsideAsync(Role.Operator);
        await MenuAsync(boss, "People and links");
        await boss.Page.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        var link = await boss.Page.Locator(".makelink-address").TextContentAsync();
        var guest = await OutsideAsync("/sessions");
        await guest.GoAsync(link!, alive: false);
        await Expect(guest.Page.Locator("header .chip")).ToHaveTextAsync("viewer");
        var card = boss.Page.Locator(".person").Filter(new() { HasText = "viewer" });
        await Expect(card).ToContainTextAsync("127.0.0.1 · since ");
        await Expect(card.Locator(".person-session")).ToHaveCountAsync(1);
        await Axe.FindsNothingAsync(boss.Page);

        await card.GetByRole(AriaRole.Button).ClickAsync();
        await card.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Sign out [0-9a-f]{8}$") }).ClickAsync();
        var watch = Stopwatch.StartNew();

        await Expect(guest.Page).ToHaveURLAsync(new Regex("/login"));
        await Expect(guest.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Your login is over");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("WCB_LONG") is "1" ? 5 : 15), $"It took {watch.Elapsed}.");
        await Expect(card).ToHaveCountAsync(0);
        await guest.Page.GotoAsync(new Uri(Server.Console, "/c/lobby").ToString());
        await Expect(guest.Page).ToHaveURLAsync(new Regex("/login"));
    }

    [Fact]
    public async Task Circuit_ThatDoesNotHearOfTheEnd_IsCutOff_AndLeadsToTheLogin()
    {
        var deaf = false;
        var alice = await VisitAsync(Link(Role.Operator), beforeGoing: page => page.RouteWebSocketAsync("**/_blazor*", socket =>
        {
            var server = socket.ConnectToServer();
            server.OnMessage(frame =>
            {
                if (!deaf && frame.Binary is { } bytes)
                {
                    socket.Send(bytes);
                }
                else if (!deaf)
                {
                    socket.Send(frame.Text!);
                }
            });
        }), alive: false);
        alice.Expect("WebSocket");
        alice.Expect("401");
        alice.Expect("Failed to");
        await Expect(alice.Page).ToHaveURLAsync(new Regex(@":\d+/$"));
        await alice.AliveAsync();
        await Expect(alice.Page.GetByRole(AriaRole.Status).First).Not.ToContainTextAsync("connecting"); // the list is prerendered, and seen before there is a circuit
        var cookie = (await alice.Context.CookiesAsync()).Single(one => one.Name.StartsWith("wcb-http", StringComparison.Ordinal));

        deaf = true;
        using var elsewhere = new HttpClient { BaseAddress = Server.Console };
        elsewhere.DefaultRequestHeaders.Add("Cookie", $"{cookie.Name}={cookie.Value}");
        using var answer = await elsewhere.PostAsync(new Uri("/logout", UriKind.Relative), content: null);

        await Expect(alice.Page).ToHaveURLAsync(new Regex("/login"));
    }

    [Fact]
    public async Task Login_HasNothingThatAxeFinds()
    {
        var alice = await OutsideAsync("/");
        await Axe.FindsNothingAsync(alice.Page);
        await alice.Page.GetByLabel("Paste the link").FillAsync(new string('0', 64));
        await alice.Page.Keyboard.PressAsync("Enter");
        await Expect(alice.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Axe.FindsNothingAsync(alice.Page);
    }

    /// <summary>As <see cref="ScreenshotTests"/>: both themes, wide and narrow, into the folder that WCB_SCREENSHOTS names.</summary>
    [Theory(Explicit = true)]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Pictures_OfSigningIn_AreTaken(ColorScheme theme)
    {
        var folder = Environment.GetEnvironmentVariable("WCB_SCREENSHOTS")!;
        using var tom = await Server.JsonAsync("tom");
        var options = new BrowserNewContextOptions { ColorScheme = theme };
        var stranger = await OutsideAsync("/c/lobby", options);
        var boss = await InsideAsync(Role.Operator, new() { ColorScheme = theme });
        var viewer = await InsideAsync(Role.Viewer, new() { ColorScheme = theme });
        await boss.GoAsync("/people", alive: false);
        await Expect(boss.Page.Locator(".person-session")).ToHaveCountAsync(2); // what is prerendered hears no click
        await boss.Page.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        await Expect(boss.Page.Locator(".makelink-address")).ToBeVisibleAsync();
        await viewer.GoAsync("/sessions");
        await viewer.Page.Locator(".session-table td.c-name a").Filter(new() { HasText = "tom" }).ClickAsync();
        await Expect(viewer.Details).ToBeVisibleAsync();
        foreach (var (width, height) in ((int, int)[])[(1440, 900), (390, 844)])
        {
            foreach (var (visitor, name) in ((Visitor, string)[])[(stranger, "login"), (boss, "people"), (viewer, "viewer-details")])
            {
                await visitor.Page.SetViewportSizeAsync(width, height);
                await visitor.PictureAsync(Path.Combine(folder, $"{name}-{theme}-{width}.png".ToLowerInvariant()));
            }
        }

        await viewer.GoAsync("/c/lobby");
        await viewer.PictureAsync(Path.Combine(folder, $"viewer-390-{theme}.png".ToLowerInvariant()));
        await stranger.Page.GetByLabel("Paste the link").FillAsync(new string('0', 64));
        await stranger.Page.Keyboard.PressAsync("Enter");
        await Expect(stranger.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await stranger.PictureAsync(Path.Combine(folder, $"login-spent-{theme}-390.png".ToLowerInvariant()));
        await boss.GoAsync("/traffic?kind=event");
        await boss.Page.SetViewportSizeAsync(1440, 900);
        await boss.Page.GetByRole(AriaRole.Button, new() { Name = "Console menu" }).ClickAsync();
        await Expect(boss.Page.GetByText("Sign out")).ToBeVisibleAsync();
        await boss.PictureAsync(Path.Combine(folder, $"audit-{theme}-1440.png".ToLowerInvariant()));
    }

    private string Link(Role role) => $"/login#t={HttpPerson.Token(Server, role)}";

    private async Task<Visitor> InsideAsync(Role role, BrowserNewContextOptions? options = null)
    {
        var visitor = await VisitAsync(Link(role), options, alive: false);
        await Expect(visitor.Page).ToHaveURLAsync(new Regex(@":\d+/$"));
        await visitor.GoAsync("/c/lobby");
        return visitor;
    }

    private async Task<Visitor> OutsideAsync(string path, BrowserNewContextOptions? options = null)
    {
        var visitor = await VisitAsync(path, options, alive: false);
        await Expect(visitor.Page).ToHaveURLAsync(new Regex(@"/login\?returnUrl="));
        return visitor;
    }

    private static async Task MenuAsync(Visitor visitor, string item)
    {
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Console menu" }).ClickAsync();
        await visitor.Page.GetByText(item).ClickAsync();
    }
}
