using Bunit;
using WebChatBridge.Protocol;
using WebChatBridge.Web.Parts;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.Parts;

[Trait("about", "security")]
public sealed class BansTests : IAsyncLifetime
{
    private readonly ConsoleStage _stage = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [InlineData("203.0.113.7:4711", "203.0.113.7")]
    [InlineData("[::ffff:203.0.113.7]:4711", "203.0.113.7")]
    [InlineData("[2001:db8:1:2:3:4:5:6]:4711", "2001:db8:1:2::/64")]
    [InlineData("[::1]:4711", "::1")]
    [InlineData(null, null)]
    public void Target_IsTheMachine(string? remote, string? network) =>
        Assert.Equal(network, BanTarget.Of(Samples.Session(Samples.Tom) with { Remote = remote }));

    [Fact]
    public void Target_OfABrowserOrAPartner_IsNobody()
    {
        Assert.Null(BanTarget.Of(Samples.Session(Samples.Tom) with { Origin = Origin.Web, Remote = "203.0.113.7:1" }));
        Assert.Null(BanTarget.Of(Samples.Session(Samples.Tom) with { Partner = "echo", Remote = "203.0.113.7:1" }));
    }

    [Theory]
    [InlineData("for 10 min", 10)]
    [InlineData("for 1 h", 60)]
    [InlineData("for 1 day", 1440)]
    public async Task Ban_OfASession_IsOneClickAndALength(string words, int minutes)
    {
        await _stage.StartAsync(Samples.Snapshot());
        var ban = _stage.Render<BanAddress>(part => part.Add(one => one.Session, Samples.Session(Samples.Tom) with { Remote = "203.0.113.7:1" }));
        await ban.Find("button").ClickAsync(new());

        await ban.FindAll("button").First(button => button.TextContent.Contains(words, StringComparison.Ordinal)).ClickAsync(new());

        Assert.Contains($"ban 203.0.113.7 {minutes}", _stage.Connection.Deeds);
    }

    [Fact]
    public async Task List_ShowsEachBan_AndLiftsTheOneAskedFor()
    {
        var snapshot = Samples.Snapshot();
        await _stage.StartAsync(snapshot with
        {
            Status = snapshot.Status! with { Bans = [new Ban("203.0.113.7", Samples.Noon.AddMinutes(10), "<b>alice</b>", 1), new Ban("2001:db8::/64", Samples.Noon.AddDays(1), "bob", 1_234)] },
        });
        var list = _stage.Render<BanList>();

        Assert.Contains("refused 1 time", list.Find("li").TextContent, StringComparison.Ordinal);
        Assert.Contains("<b>alice</b>", list.Find("li").TextContent, StringComparison.Ordinal);
        Assert.Contains("refused 1,234 times", list.Markup, StringComparison.Ordinal);
        await list.Find("button[aria-label='Lift the ban of 2001:db8::/64']").ClickAsync(new());

        Assert.Equal(["lift 2001:db8::/64"], _stage.Connection.Deeds);
    }

    [Fact]
    public async Task List_WithoutBans_IsNotThere()
    {
        await _stage.StartAsync(Samples.Snapshot());

        Assert.Equal("", _stage.Render<BanList>().Markup.Trim());
    }
}
