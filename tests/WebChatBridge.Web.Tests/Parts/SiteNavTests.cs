using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using WebChatBridge.Web.Layout;

namespace WebChatBridge.Web.Tests.Parts;

public sealed class SiteNavTests
{
    [Theory]
    [InlineData("/", "Conversations")]
    [InlineData("/c/lobby", "Conversations")]
    [InlineData("/sessions?state=closed", "Sessions")]
    [InlineData("/checkup", "Sessions")]
    [InlineData("/checkup/3", "Sessions")]
    [InlineData("/traffic/stream/3", "Traffic")]
    public async Task Page_IsUnderOneItem(string url, string item)
    {
        await using var stage = new ConsoleStage();
        stage.Services.GetRequiredService<NavigationManager>().NavigateTo(url);

        var nav = stage.Render<SiteNav>();

        Assert.Equal(item, nav.Find("[aria-current=page] .nav-name").TextContent);
    }

    [Fact]
    public async Task Page_OfNoItem_IsUnderNone()
    {
        await using var stage = new ConsoleStage();
        stage.Services.GetRequiredService<NavigationManager>().NavigateTo("/people");

        Assert.Empty(stage.Render<SiteNav>().FindAll("[aria-current]"));
    }
}
