using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WebChatBridge.Browser.Tests;

/// <summary>The stream follows, stands still under a reader's eye, and can be gone through from its first message to its last.</summary>
public sealed class FollowTests(Chromium chromium) : ConsoleTest(chromium)
{
    private const int Step = 32;

    [Fact]
    public async Task Stream_At200ASecond_FollowsItsEnd_AndOneWheelUpFreezesIt()
    {
        await using var busy = await Chatter.StartAsync(Server, "sensor", perSecond: 200);
        var alice = await VisitAsync("/c/lobby");
        await Expect(alice.Rows).Not.ToHaveCountAsync(0);
        await Expect(alice.Page.GetByText("rows/s (all stored)")).ToBeVisibleAsync();

        var followed = await alice.Stream.EvaluateAsync<Followed>(
            """
            (log) => new Promise(done => {
              const end = performance.now() + 10_000;
              let gap = 0, first = log.querySelector('li:last-child').textContent, frames = 0;
              const look = () => {
                gap = Math.max(gap, log.scrollHeight - log.scrollTop - log.clientHeight);
                frames++;
                if (performance.now() < end) { requestAnimationFrame(look); }
                else { done({ gap, frames, moved: log.querySelector('li:last-child').textContent !== first }); }
              };
              requestAnimationFrame(look);
            })
            """);
        Assert.True(followed.Moved);
        Assert.True(followed.Gap <= Step, $"The end was {followed.Gap} px away, in one of {followed.Frames} frames.");

        await alice.Stream.HoverAsync();
        await alice.Page.Mouse.WheelAsync(0, -300);
        await Expect(alice.Pill).ToBeVisibleAsync();
        var before = await StandingAsync(alice);
        var still = await alice.Stream.EvaluateAsync<bool>(
            """
            (log) => new Promise(done => {
              const eye = () => { const box = log.getBoundingClientRect(); return document.elementFromPoint(box.x + 300, box.y + box.height / 2).closest('li'); };
              const row = eye(), text = row.textContent, top = row.getBoundingClientRect().top;
              const end = performance.now() + 5_000;
              const look = () => {
                const now = eye();
                if (now !== row || now.textContent !== text || Math.abs(now.getBoundingClientRect().top - top) > 1) { done(false); }
                else if (performance.now() < end) { requestAnimationFrame(look); } else { done(true); }
              };
              requestAnimationFrame(look);
            })
            """);
        Assert.True(still, "The text moved under the reader's eye.");
        Assert.Equal(before, await StandingAsync(alice));

        var said = await busy.StopAsync();
        var last = await LastSeqAsync(alice);
        await Expect(alice.Pill).ToContainTextAsync($"{(said - last).ToString("N0", CultureInfo.InvariantCulture)} new · sensor");
        await alice.Stream.PressAsync("End");
        await Expect(alice.Chip).ToHaveTextAsync("● Live");
        await alice.SeesAsync($"reading {said}");
        Assert.InRange(await GapAsync(alice), 0, Step);
    }

    [Fact]
    public async Task Pause_At50ASecond_LosesNothing()
    {
        var alice = await VisitAsync("/c/lobby");
        await using var busy = await Chatter.StartAsync(Server, "sensor", perSecond: 40);
        await Expect(alice.Rows).Not.ToHaveCountAsync(0);

        await alice.Stream.PressAsync(" ");
        await Expect(alice.Chip).ToContainTextAsync("❚❚ Paused");
        var last = await LastSeqAsync(alice);
        await Expect(alice.Page).ToHaveURLAsync(new Regex($"paused={last}$"));
        await busy.ReachesAsync(last + 120);
        Assert.Equal(last, await LastSeqAsync(alice));
        var said = await busy.StopAsync();
        await Expect(alice.Chip).ToContainTextAsync($"{said - last} waiting");

        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await alice.SeesAsync($"reading {said}");
        await Expect(alice.Chip).ToHaveTextAsync("● Live");
        var seqs = await SeqsAsync(alice);
        Assert.Equal(Enumerable.Range((int)seqs[0], seqs.Count).Select(seq => (long)seq), seqs);
        Assert.InRange(seqs[0], 1, last + 1);
        Assert.DoesNotContain("paused", alice.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_GoesBackToTheFirstMessage_WithoutHoleOrRepeat()
    {
        using var json = await Server.JsonAsync("sensor");
        for (var i = 1; i <= 450; i++)
        {
            await json.PostAsync($"reading {i}");
        }

        var alice = await VisitAsync("/c/lobby");
        await alice.SeesAsync("reading 450");
        var start = alice.Page.GetByText("The beginning of this conversation");
        var first = await FirstSeqAsync(alice);
        while (first > 1)
        {
            await alice.Stream.PressAsync("Home");
            await Expect(alice.Page.Locator($"li.row[data-seq='{Math.Max(1, first - 90)}']")).ToBeAttachedAsync();
            var seqs = await SeqsAsync(alice);
            Assert.Equal(Enumerable.Range((int)seqs[0], seqs.Count).Select(seq => (long)seq), seqs);
            first = seqs[0];
        }

        await alice.Stream.PressAsync("Home");
        await Expect(start).ToBeInViewportAsync();
        await alice.SeesAsync("reading 1");
        await alice.Stream.PressAsync("End");
        await alice.SeesAsync("reading 450");
        await Expect(alice.Chip).ToHaveTextAsync("● Live");
    }

    [Fact]
    public async Task Link_ToAMessage_ShowsItInTheMiddle_AlsoAfterAReload()
    {
        using var json = await Server.JsonAsync("sensor");
        for (var i = 1; i <= 300; i++)
        {
            await json.PostAsync($"reading {i}");
        }

        var alice = await VisitAsync("/c/lobby?at=100");
        await Expect(alice.Page.Locator("li.row[data-seq='100']")).ToBeInViewportAsync();
        await alice.Page.ReloadAsync();

        await Expect(alice.Page.Locator("li.row[data-seq='100'][data-marked]")).ToBeInViewportAsync();
        await Expect(alice.Chip).ToHaveTextAsync("○ Reading");
    }

    // The wheel glides: what is read stands still once the same is seen in two frames.
    private static Task<string> StandingAsync(Visitor visitor) => visitor.Stream.EvaluateAsync<string>(
        """
        (log) => new Promise(done => {
          let top = NaN;
          const look = () => {
            if (log.scrollTop === top) {
              const box = log.getBoundingClientRect();
              done(document.elementFromPoint(box.x + 300, box.y + box.height / 2).closest('li').textContent);
            } else { top = log.scrollTop; setTimeout(look, 150); }
          };
          look();
        })
        """);

    private static async Task<List<long>> SeqsAsync(Visitor visitor) =>
        [.. await visitor.Rows.EvaluateAllAsync<long[]>("rows => rows.map(row => Number(row.dataset.seq))")];

    private static async Task<long> FirstSeqAsync(Visitor visitor) => (await SeqsAsync(visitor))[0];

    private static async Task<long> LastSeqAsync(Visitor visitor) => (await SeqsAsync(visitor))[^1];

    private static Task<double> GapAsync(Visitor visitor) => visitor.Stream.EvaluateAsync<double>("log => log.scrollHeight - log.scrollTop - log.clientHeight");

    private sealed class Followed
    {
        public double Gap { get; set; }

        public int Frames { get; set; }

        public bool Moved { get; set; }
    }
}
