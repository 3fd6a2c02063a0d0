using Bunit;
using MudBlazor;
using WebChatBridge.Web.Parts;

namespace WebChatBridge.Web.Tests.Parts;

public sealed class ExportMenuTests : IAsyncLifetime
{
    private readonly ConsoleStage _stage = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Session_OffersCaptureReproductionsAndJson() => Assert.Equal(
        ["/export/session/17.pcapng", "/export/session/17.py", "/export/session/17.sh", "/export/session/17.jsonl"],
        await LinksAsync(session: 17, query: ""));

    [Theory]
    [InlineData("", "")]
    [InlineData("?s=17,18&dir=in", "?s=17,18&dir=in")]
    [InlineData("s=17,18&dir=in", "?s=17,18&dir=in")]
    public async Task Traffic_OffersWhatThePageShows(string query, string asked) => Assert.Equal(
        [$"/export/traffic.pcapng{asked}", $"/export/traffic.jsonl{asked}"],
        await LinksAsync(session: null, query));

    private async Task<IEnumerable<string?>> LinksAsync(long? session, string query)
    {
        var popovers = _stage.Render<MudPopoverProvider>();
        var menu = _stage.Render<ExportMenu>(parameters => parameters.Add(part => part.Session, session).Add(part => part.Query, query));

        await menu.Find(".button").ClickAsync(new());

        var links = popovers.FindAll("a");
        Assert.All(links, link => Assert.True(link.HasAttribute("download"), "Blazor would look for a page of that address."));
        return links.Select(link => link.GetAttribute("href"));
    }
}
