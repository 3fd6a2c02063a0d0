using Bunit;
using WebChatBridge.Protocol;
using WebChatBridge.Web.Pages;

namespace WebChatBridge.Web.Tests.Pages;

[Trait("about", "security")]
public sealed class PeopleTests : IAsyncLifetime
{
    private static readonly Person Me = Sample("3f9a1c02", Role.Operator) with { Browser = "Firefox on Linux", Address = "127.0.0.1", Me = true, Sessions = [Samples.Alice] };
    private static readonly Person Guest = Sample("77aa0011", Role.Viewer) with { Browser = "Safari on iOS", Address = "192.0.2.7" };
    private static readonly Person Program = Sample("c0ffee00", Role.Participant) with { Program = true, Name = "<b>ci</b>" };

    private readonly ConsoleStage _stage = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task List_TellsWhoEachIs_WhereFromHowLongAndAsWhatItIsHere()
    {
        var page = await ShowAsync(Me, Guest, Program);

        Assert.Equal("Signed in (3)", page.Find("#people-in").TextContent);
        Assert.Equal(
            [
                "operator Firefox on Linux 3f9a1c02this is you 127.0.0.1 · since 2026-09-22 12:00 · until 2026-10-22 12:00 here as alice Sign out…",
                "viewer Safari on iOS 77aa0011 192.0.2.7 · since 2026-09-22 12:00 · until 2026-10-22 12:00 not connected now Sign out…",
                "participant <b>ci</b> c0ffee00 program · since 2026-09-22 12:00 · until 2026-10-22 12:00 not connected now Sign out…",
            ],
            page.FindAll(".person").Select(person => string.Join(' ', person.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.Equal("/sessions?sel=9", page.Find(".person-session").GetAttribute("href"));
    }

    [Fact]
    public async Task SignOut_AsksFirst_ThenEndsThatLogin_AndItIsGone()
    {
        var page = await ShowAsync(Me, Guest);
        await Card(page, Guest).QuerySelector("button")!.ClickAsync(new());
        Assert.Contains("Its pages and connections end at once.", Card(page, Guest).TextContent, StringComparison.Ordinal);
        Assert.Empty(_stage.Connection.Deeds);

        _stage.Connection.People.Remove(Guest);
        await Card(page, Guest).QuerySelector(".button-danger")!.ClickAsync(new());

        Assert.Equal(["sign out 77aa0011"], _stage.Connection.Deeds);
        page.WaitForAssertion(() => Assert.Equal("Signed in (1)", page.Find("#people-in").TextContent));
    }

    [Fact]
    public async Task SignOut_OfOneself_SaysSo_AndCanBeKept()
    {
        var page = await ShowAsync(Me);
        await Card(page, Me).QuerySelector("button")!.ClickAsync(new());
        Assert.Contains("That is this browser.", Card(page, Me).TextContent, StringComparison.Ordinal);

        await Card(page, Me).QuerySelectorAll("button")[1].ClickAsync(new());

        Assert.Equal("Sign out…", Card(page, Me).QuerySelector("button")!.TextContent);
        Assert.Empty(_stage.Connection.Deeds);
    }

    [Fact]
    public async Task SignOut_OfOneWhoIsGone_SaysSoOnItsCard()
    {
        var page = await ShowAsync(Me, Guest);
        await Card(page, Guest).QuerySelector("button")!.ClickAsync(new());
        _stage.Connection.Refusal = new Rejection(ErrorCode.NotFound, "That login is over.");

        await Card(page, Guest).QuerySelector(".button-danger")!.ClickAsync(new());

        Assert.Equal("That login is over.", Card(page, Guest).QuerySelector("[role=alert]")!.TextContent);
    }

    [Fact]
    public async Task NewOnes_AndThoseWhoLeft_AreSeenWithinABeat()
    {
        var page = await ShowAsync(Me);

        _stage.Connection.People.Add(Guest);
        await BeatAsync();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".person").Count));
        _stage.Connection.People[1] = Guest with { Sessions = [Samples.Tom] };
        await BeatAsync();
        page.WaitForAssertion(() => Assert.Contains("here as", Card(page, Guest).TextContent, StringComparison.Ordinal));
        _stage.Connection.People.RemoveAt(1);
        await BeatAsync();

        page.WaitForAssertion(() => Assert.Single(page.FindAll(".person")));
    }

    [Theory]
    [InlineData(Role.Viewer, "Only operators see who is signed in. You are signed in as viewer.")]
    [InlineData(Role.Participant, "Only operators see who is signed in. You are signed in as participant.")]
    public async Task LesserRole_SeesNobody_AndNoWayIn(Role role, string words)
    {
        var page = await ShowAsync(role, Me, Guest);

        Assert.Equal(words, page.Find(".page-note").TextContent);
        Assert.Empty(page.FindAll(".person, .makelink"));
    }

    [Fact]
    public async Task OpenAccess_SaysThatNobodySignsIn()
    {
        _stage.Login.CanSignOut = false;

        var page = await ShowAsync(Me);

        Assert.Contains("Nobody has to sign in here", page.Find(".page-note").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".person, .makelink"));
    }

    [Fact]
    public async Task Link_IsMadeForTheChosenRole_AndForgottenWhenAnotherIsChosen()
    {
        var page = await ShowAsync(Me);
        await page.Find(".makelink select").ChangeAsync(new() { Value = "Operator" });

        await page.Find(".makelink form").SubmitAsync();

        Assert.Equal(["link Operator"], _stage.Connection.Deeds);
        Assert.EndsWith("/login#t=0123", page.Find(".makelink-address").TextContent, StringComparison.Ordinal);
        Assert.Contains("Signs in one browser as operator, once, until 12:10.", page.Find(".makelink-made").TextContent, StringComparison.Ordinal);
        await page.Find(".makelink select").ChangeAsync(new() { Value = "Viewer" });
        Assert.Empty(page.FindAll(".makelink-made"));
    }

    private static Person Sample(string id, Role role) => new() { Id = id, Role = role, Since = Samples.Noon, Until = Samples.Noon.AddDays(30) };

    private static AngleSharp.Dom.IElement Card(IRenderedComponent<People> page, Person person) =>
        page.FindAll(".person").Single(card => card.TextContent.Contains(person.Id, StringComparison.Ordinal));

    private Task BeatAsync() => _stage.Renderer.Dispatcher.InvokeAsync(() => _stage.Time.Advance(TimeSpan.FromSeconds(1)));

    private Task<IRenderedComponent<People>> ShowAsync(params Person[] people) => ShowAsync(Role.Operator, people);

    private async Task<IRenderedComponent<People>> ShowAsync(Role role, params Person[] people)
    {
        _stage.Connection.People.AddRange(people);
        await _stage.StartAsync(Samples.Snapshot() with { Role = role });
        var page = _stage.Render<People>();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".person, .page-note")));
        return page;
    }
}
