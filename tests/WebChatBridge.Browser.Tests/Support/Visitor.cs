using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WebChatBridge.Browser.Tests;

/// <summary>
/// Somebody with a browser: a context and a page of their own. An error in the browser's console, an exception in the page
/// or a refusal by the content security policy fails the test that disposes of it.
/// </summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> complaints = new();
    private readonly List<string> expected = [];
    private readonly Uri console;

    private Visitor(IBrowserContext context, IPage page, Uri console)
    {
        (this.context, Page, this.console) = (context, page, console);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => complaints.Enqueue($"exception: {error}");
    }

    public IPage Page { get; }

    public IBrowserContext Context => context;

    /// <summary>The stream of the open conversation.</summary>
    public ILocator Stream => Page.GetByRole(AriaRole.Log);

    /// <summary>Messages on the screen.</summary>
    public ILocator Rows => Page.Locator("li.row");

    /// <summary>Rows of traffic on the screen.</summary>
    public ILocator Traffic => Page.Locator("tr[data-seq]");

    public ILocator Composer => Page.Locator("#composer-text");

    public ILocator Send => Page.Locator(".composer [type=submit]");

    /// <summary>LIVE, READING or PAUSED, in words.</summary>
    public ILocator Chip => Page.Locator(".live");

    /// <summary>What came while the reader was up.</summary>
    public ILocator Pill => Page.Locator(".pill-new");

    public ILocator Ghosts => Page.Locator("li.ghost");

    /// <summary>What stands under the composer.</summary>
    public ILocator Says => Page.Locator("#composer-says");

    public ILocator Details => Page.Locator("aside.details");

    public static async Task<Visitor> ComeAsync(Chromium chromium, Uri console, BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.ViewportSize ??= new() { Width = 1280, Height = 800 };
        var context = await chromium.Browser.NewContextAsync(options);
        context.SetDefaultTimeout((float)Soon.Deadline.TotalMilliseconds);
        return new Visitor(context, await context.NewPageAsync(), console);
    }

    /// <summary>What the browser's console may complain of in this test.</summary>
    public void Expect(string part) => expected.Add(part);

    public async Task GoAsync(string path, bool alive = true)
    {
        // A page that is not waited for may lead to another one before it is loaded.
        await Page.GotoAsync(new Uri(console, path).ToString(), new() { WaitUntil = alive ? WaitUntilState.Load : WaitUntilState.Commit });
        if (alive)
        {
            await AliveAsync();
        }
    }

    /// <summary>Waits until the page answers: what was prerendered does not.</summary>
    public async Task AliveAsync() => await Assertions.Expect(Page.Locator(
        ".composer [type=submit]:enabled, .conversation > .permitted, .composer:has(.says > span:not(:empty)), .session-table, .sessions-empty, .sessions-note:not([role]), .traffic[data-ready], .conversations[data-open=list] .list-scroll")
        .First).ToBeVisibleAsync();

    /// <summary>The message with that text.</summary>
    public ILocator Row(string text) => Rows.Filter(new() { Has = Page.GetByText(text, new() { Exact = true }) });

    /// <summary>Types into the composer, key by key, and presses Enter.</summary>
    public async Task SayAsync(string text)
    {
        await Composer.ClickAsync();
        await Page.Keyboard.TypeAsync(text);
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Composer).ToHaveValueAsync("");
    }

    /// <summary>Goes to the stream of the session of that name.</summary>
    public async Task FollowAsync(string name)
    {
        await GoAsync("/sessions");
        await Page.Locator(".session-table td.c-name a").Filter(new() { HasText = name }).First.ClickAsync();
        await Details.GetByRole(AriaRole.Link, new() { Name = "Follow stream" }).ClickAsync();
        await Assertions.Expect(Page.Locator(".piece").First).ToBeVisibleAsync();
    }

    public Task SeesAsync(string text) => Assertions.Expect(Row(text)).ToBeVisibleAsync();

    public async Task<string> PictureAsync(string path)
    {
        await Page.ScreenshotAsync(new() { Path = path });
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        await context.CloseAsync();
        Assert.All(complaints, complaint => Assert.True(expected.Exists(part => complaint.Contains(part, StringComparison.Ordinal)), complaint));
    }
}
