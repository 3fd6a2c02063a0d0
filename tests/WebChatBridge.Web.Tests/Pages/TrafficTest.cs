using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using WebChatBridge.Client;
using WebChatBridge.Protocol;
using WebChatBridge.Web.Pages;
using WebChatBridge.Web.Parts;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.Pages;

/// <summary>The traffic page over a relay of the test's making.</summary>
public abstract class TrafficTest : IAsyncLifetime
{
    protected TrafficTest() => Stage.Connection.OnTrafficHistory = query => TrafficSamples.Page(Kept, query);

    protected ConsoleStage Stage { get; } = new();

    /// <summary>What the relay has kept.</summary>
    protected List<TrafficRow> Kept { get; set; } = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Stage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static List<string> Seqs(IRenderedComponent<Traffic> page) => [.. page.FindAll("tr[data-seq]").Select(row => row.GetAttribute("data-seq")!)];

    protected async Task<IRenderedComponent<Traffic>> ShowAsync(string url, IReadOnlyList<TrafficRow>? first)
    {
        Stage.Services.GetRequiredService<NavigationManager>().NavigateTo(url);
        var page = Stage.Render<Traffic>();
        await Stage.StartAsync(Samples.Snapshot());
        await AsksAsync(1);
        if (first is not null)
        {
            await PushAsync(TrafficSamples.First(first));
            page.WaitForAssertion(() => Assert.True(page.Find(".traffic").HasAttribute("data-ready")));
        }

        return page;
    }

    protected async Task<IRenderedComponent<Traffic>> ReloadAsync()
    {
        var page = Stage.Render<Traffic>();
        await page.InvokeAsync(() => Stage.Services.GetRequiredService<ConsoleState>().TouchNow());
        return page;
    }

    protected async Task PushAsync(TrafficBatch batch)
    {
        await Stage.Connection.PushTrafficAsync(batch).WaitAsync(TimeSpan.FromSeconds(20));
        await Stage.TickAsync();
    }

    protected Task<TrafficRequest> AsksAsync(int streams) => Stage.Connection.TrafficAskedAsync(streams).WaitAsync(TimeSpan.FromSeconds(20));

    // After a quiet second what is new is shown at once: the stream is broken when its trouble is on the screen.
    protected async Task BreakAsync(IRenderedComponent<Traffic> page)
    {
        await page.InvokeAsync(() => Stage.Time.Advance(TimeSpan.FromSeconds(1)));
        Stage.Connection.BreakTraffic(new RelayUnreachableException("gone", null));
        page.WaitForAssertion(() => Assert.Contains("gone", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
    }

    protected async Task TypeAsync(IRenderedComponent<Traffic> page, params IReadOnlyList<string> texts)
    {
        var box = page.Find("[role=searchbox]");
        var typing = texts.Select(text => box.InputAsync(new ChangeEventArgs { Value = text })).ToList();
        await page.InvokeAsync(() => Stage.Time.Advance(TimeSpan.FromSeconds(1)));
        await Task.WhenAll(typing);
    }
}
