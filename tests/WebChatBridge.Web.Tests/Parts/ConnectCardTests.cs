using Bunit;
using WebChatBridge.Protocol;
using WebChatBridge.Web.Parts;

namespace WebChatBridge.Web.Tests.Parts;

public sealed class ConnectCardTests : IAsyncLifetime
{
    private readonly ConsoleStage _stage = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Shown_BeginsWithNetcat_AndTellsWhereItListens()
    {
        var card = await ShowAsync();

        Assert.Equal("nc 127.0.0.1 5051", card.Find("pre").TextContent);
        Assert.Contains("127.0.0.1:5050", card.Find("dl").TextContent, StringComparison.Ordinal);
        Assert.Contains("this machine only", card.Find("dl").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tool_Chosen_ShowsItsCommands()
    {
        var card = await ShowAsync();

        await card.FindAll(".connect-tool").Single(tool => tool.TextContent == "Python").ClickAsync(new());

        Assert.Equal(2, card.FindAll(".connect-command pre").Count);
        Assert.Contains("ljust(HEADER)", card.FindAll(".connect-command pre")[1].TextContent, StringComparison.Ordinal);
        Assert.Equal("Python", card.Find("[aria-pressed=true]").TextContent);
    }

    [Fact]
    public async Task SomebodyConnects_FoldsAndSaysWho()
    {
        var card = await ShowAsync(Samples.Session(Samples.Tom));

        await _stage.PushAsync(new WatchBatch { Sessions = [Samples.Session(new Sender(17, "amber-otter", Origin.Tcp))] });

        card.WaitForAssertion(() => Assert.Contains("That's you: amber-otter from 127.0.0.1:50017", card.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Assert.Empty(card.FindAll("pre"));
        Assert.Equal("/c/lobby", card.Find("[role=status] a").GetAttribute("href"));
    }

    [Fact]
    public async Task Folded_Asked_ShowsTheCommandsAgain()
    {
        var card = await ShowAsync();
        await _stage.PushAsync(new WatchBatch { Sessions = [Samples.Session(Samples.Tom)] });
        card.WaitForAssertion(() => Assert.Empty(card.FindAll("pre")));

        await card.Find(".connect-foot button").ClickAsync(new());

        Assert.NotEmpty(card.FindAll("pre"));
    }

    [Fact]
    public async Task NotListening_SaysSo()
    {
        var card = await ShowAsync();

        await _stage.PushAsync(new WatchBatch { Status = Samples.Status() with { Listening = false, Endpoints = [new EndpointStatus("text", [], "line", "lobby", 0)] } });

        card.WaitForAssertion(() => Assert.Contains("The relay is not listening.", card.Markup, StringComparison.Ordinal));
        Assert.Empty(card.FindAll("pre"));
    }

    private async Task<IRenderedComponent<ConnectCard>> ShowAsync(params SessionInfo[] sessions)
    {
        await _stage.StartAsync(Samples.Snapshot() with { Status = Samples.Status(sessions.Length), Sessions = sessions });
        return _stage.Render<ConnectCard>();
    }
}
