using Microsoft.Playwright;
using WebChatBridge.Protocol;
using static Microsoft.Playwright.Assertions;

namespace WebChatBridge.Browser.Tests;

/// <summary>Three hundred texts that want to be more than text, as message, name and room; and pages that want to be chat.</summary>
[Trait("about", "security")]
public sealed class HostileFloodTests(Chromium chromium) : ConsoleTest(chromium)
{
    private const int Batch = 30; // fewer than a page keeps on the screen

    private static readonly string[] Deeds = ["alert(1)", "window.__owned=1", "fetch('//evil.example')", "document.title='owned'", "parent.__owned=1"];

    private static readonly string[] Forms =
    [
        "<script>{0}</script>", "<img src=x onerror={0}>", "<svg onload={0}>", "<svg><script>{0}</script></svg>", "<iframe srcdoc=\"<script>{0}</script>\">", "<body onload={0}>",
        "\"><script>{0}</script>", "'><img src=x onerror={0}>", "</li></ul><script>{0}</script>", "--><script>{0}</script>", "]]><script>{0}</script>", "</textarea><script>{0}</script>",
        "</title><script>{0}</script>", "<a href=\"javascript:{0}\">click</a>", "javascript:{0}", "data:text/html,<script>{0}</script>", "<math><mtext></p><img src=x onerror={0}>",
        "<details open ontoggle={0}>", "<video><source onerror={0}>", "<marquee onstart={0}>", "<input autofocus onfocus={0}>", "<select autofocus onfocus={0}>", "<object data=\"javascript:{0}\">",
        "<embed src=\"javascript:{0}\">", "<form action=\"javascript:{0}\"><button>", "<link rel=stylesheet href=\"javascript:{0}\">", "<meta http-equiv=refresh content=\"0;javascript:{0}\">",
        "<base href=\"//evil.example/\"><x y=\"{0}\">", "<style>@import '//evil.example';</style>{0}", "<div style=\"position:fixed;inset:0;background:red\">{0}</div>", "{{{{constructor.constructor('{0}')()}}}}",
        "${{{0}}}", "@({0})", "@code {{ {0} }}", "&lt;script&gt;{0}&lt;/script&gt;", "&#60;script&#62;{0}", "\\u003cscript\\u003e{0}", "%3Cscript%3E{0}", "<scr\0ipt>{0}</scr\0ipt>", "<\u202Escript>{0}",
        "\e]8;;javascript:{0}\e\\x\e]8;;\e\\", "=HYPERLINK(\"javascript:{0}\")", "[x](javascript:{0})", "![x](x){0}", "<b>{0}</b><u><s>", "\u0336\u0489\u0301\u0302\u0303\u0304\u0305{0}", "\u2028{0}\u2029", "\uFDFD\uFDFD\uFDFD{0}",
        "<template><script>{0}</script></template>", "<noscript><p title=\"</noscript><img src=x onerror={0}>\">", "<xss id=x tabindex=1 onactivate={0}>", "<image src=x onerror={0}>", "<table background=\"javascript:{0}\">",
        "<portal src=\"javascript:{0}\">", "<slot onslotchange={0}>", "<dialog open onclose={0}>", "<keygen autofocus onfocus={0}>", "<isindex action=\"javascript:{0}\">", "<p/onmouseover={0}>hover", "<!--[if IE]><script>{0}</script><![endif]-->",
    ];

    [Fact]
    public async Task ThreeHundredPayloads_AreShownAsText_AndNothingRuns()
    {
        var payloads = Deeds.SelectMany(deed => Forms.Select(form => string.Format(System.Globalization.CultureInfo.InvariantCulture, form, deed))).ToList();
        Assert.Equal(300, payloads.Distinct(StringComparer.Ordinal).Count());
        using var eve = await Server.JsonAsync("eve");
        var alice = await VisitAsync("/c/lobby", new() { ViewportSize = new() { Width = 900, Height = 700 } });
        var dialogs = 0;
        alice.Page.Dialog += (_, dialog) =>
        {
            dialogs++;
            _ = dialog.DismissAsync();
        };
        var asked = new List<string>();
        alice.Page.Request += (_, request) => asked.Add(request.Url);
        var title = await alice.Page.TitleAsync();

        for (var begin = 0; begin < payloads.Count; begin += Batch)
        {
            for (var i = begin; i < begin + Batch; i++)
            {
                await eve.SendJsonAsync(new { type = "name", name = payloads[i] });
                await eve.SendJsonAsync(new { type = "join", room = payloads[i] });
                await eve.SendJsonAsync(new { type = "post", text = $"#{i} {payloads[i]} #" });
            }

            await Expect(alice.Rows.Filter(new() { HasText = $"#{begin + Batch - 1} " }).First).ToBeAttachedAsync();
            var shown = string.Join('\n', await alice.Rows.AllTextContentsAsync());
            Assert.All(
                Enumerable.Range(begin, Batch).Where(i => payloads[i].All(c => c is >= ' ' and <= '~')),
                i => Assert.Contains($"#{i} {payloads[i]} #", shown, StringComparison.Ordinal));
            Assert.True(await alice.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
        }

        await Expect(alice.Composer).ToBeInViewportAsync();
        Assert.Equal(0, dialogs);
        Assert.True(await alice.Page.EvaluateAsync<bool>("window.__owned === undefined"));
        Assert.DoesNotContain("owned", await alice.Page.TitleAsync());
        Assert.NotEmpty(title);
        Assert.DoesNotContain(asked, url => url.Contains("evil", StringComparison.Ordinal));
        Assert.Equal(0, await alice.Page.Locator("main :is(script, iframe, object, embed, base, meta, link, form[action^=javascript], a[href^=javascript], [onerror], [onload], [onfocus])").CountAsync());
    }

    [Fact]
    public async Task Pages_OfAnybody_CannotMakeTheBrowserChat()
    {
        await using var console = await Server.WatchAsync();
        var visitor = await VisitAsync("/");
        foreach (var port in new[] { Server.Text.Port, Server.Json.Port, Server.Tutorial.Port })
        {
            // A page of another origin: a form needs nobody's leave, the rest is asked for as well.
            var page = await visitor.Context.NewPageAsync();
            await page.SetContentAsync($"""<form method=post enctype=text/plain action="http://127.0.0.1:{port}/"><textarea name=a></textarea></form>""");
            await page.EvaluateAsync(
                """
                async port => {
                  const body = '\nhello from a page\n{"type":"hello"}\n{"type":"post","text":"hello from a page"}\n';
                  await Promise.race([fetch(`http://127.0.0.1:${port}/`, { method: 'POST', mode: 'no-cors', body }).catch(() => 0), new Promise(done => setTimeout(done, 1500))]);
                  try { new WebSocket(`ws://127.0.0.1:${port}/hello`).onopen = e => e.target.send(body); } catch { }
                  try { new WebTransport(`https://127.0.0.1:${port}/`).ready.catch(() => 0); } catch { }
                  document.querySelector('textarea').value = body;
                }
                """,
                port);
            await page.EvaluateAsync("document.forms[0].submit()");
            var end = await console.SessionAsync(
                session => session.Closed is { Code: CloseCode.SpokeForeign } && session.Endpoint == (port == Server.Text.Port ? "text" : port == Server.Json.Port ? "json" : "tutorial"),
                "a browser refused");
            Assert.Equal("spoke HTTP", end.Closed!.Sentence);
            await Expect(page.Locator("body")).ToContainTextAsync("This is a chat port");
            await page.CloseAsync();
        }

        foreach (var room in new[] { "lobby", "pair-1", "pair-2" })
        {
            Assert.Empty((await console.Connection.HistoryAsync(new HistoryQuery(room), CancellationToken.None)).Messages);
        }
    }
}
