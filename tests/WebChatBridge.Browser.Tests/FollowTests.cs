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

        var followed = await Gaze.FollowAsync(alice.Stream);
        Assert.True(followed.Moved);
        Assert.True(followed.Gap <= Step, $"The end was {followed.Gap} px away, in one of {followed.Frames} frames.");

        await alice.Stream.HoverAsync();
        await alice.Page.Mouse.WheelAsync(0, -300);
        await Expect(alice.Pill).ToBeVisibleAsync();
        var before = await Gaze.StandingAsync(alice.Stream);
        var still = await Gaze.StaysAsync(alice.Stream);
        Assert.True(still, "The text moved under the reader's eye.");
        Assert.Equal(before, await Gaze.StandingAsync(alice.Stream));

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
        await Expect(alice.Page).Not.ToHaveURLAsync(new Regex("paused"));
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

    private static async Task<List<long>> SeqsAsync(Visitor visitor) =>
        [.. await visitor.Rows.EvaluateAllAsync<long[]>("rows => rows.map(row => Number(row.dataset.seq))")];

    private static async Task<long> FirstSeqAsync(Visitor visitor) => (await SeqsAsync(visitor))[0];

    private static async Task<long> LastSeqAsync(Visitor visitor) => (await SeqsAsync(visitor))[^1];

    private static Task<double> GapAsync(Visitor visitor) => visitor.Stream.EvaluateAsync<double>("log => log.scrollHeight - log.scrollTop - log.clientHeight");
}
