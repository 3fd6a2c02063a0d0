using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using WebChatBridge.Client;
using WebChatBridge.Protocol;
using WebChatBridge.Web.Pages;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.Pages;

/// <summary>The traffic page over a relay of the test's making.</summary>
public abstract class TrafficPageTest : IAsyncLifetime
{
    private protected readonly ConsoleStage _stage = new();
    private protected List<TrafficRow> _kept = [];

    protected TrafficPageTest() => _stage.Connection.OnTrafficHistory = query => TrafficSamples.Page(_kept, query);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static List<string> Seqs(IRenderedComponent<Traffic> page) => [.. page.FindAll("tr[data-seq]").Select(row => row.GetAttribute("data-seq")!)];

    private protected async Task<IRenderedComponent<Traffic>> ShowAsync(string url, IReadOnlyList<TrafficRow>? first)
    {
        _stage.Services.GetRequiredService<NavigationManager>().NavigateTo(url);
        var page = _stage.Render<Traffic>();
        await _stage.StartAsync(Samples.Snapshot());
        await AsksAsync(1);
        if (first is not null)
        {
            await PushAsync(TrafficSamples.First(first));
            page.WaitForAssertion(() => Assert.True(page.Find(".traffic").HasAttribute("data-ready")));
        }

        return page;
    }

    private protected async Task<IRenderedComponent<Traffic>> ReloadAsync()
    {
        var page = _stage.Render<Traffic>();
        await page.InvokeAsync(() => _stage.Services.GetRequiredService<ConsoleState>().TouchNow());
        return page;
    }

    private protected async Task PushAsync(TrafficBatch batch)
    {
        await _stage.Connection.PushTrafficAsync(batch).WaitAsync(TimeSpan.FromSeconds(60));
        await _stage.TickAsync();
    }

    private protected Task<TrafficRequest> AsksAsync(int streams) => _stage.Connection.TrafficAskedAsync(streams).WaitAsync(TimeSpan.FromSeconds(60));

    // After a quiet second what is new is shown at once: the stream is broken when its trouble is on the screen.
    private protected async Task BreakAsync(IRenderedComponent<Traffic> page)
    {
        await page.InvokeAsync(() => _stage.Time.Advance(TimeSpan.FromSeconds(1)));
        _stage.Connection.BreakTraffic(new RelayUnreachableException("gone", null));
        page.WaitForAssertion(() => Assert.Contains("gone", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
    }

    private protected async Task TypeAsync(IRenderedComponent<Traffic> page, params IReadOnlyList<string> texts)
    {
        var box = page.Find("[role=searchbox]");
        var typing = texts.Select(text => box.InputAsync(new ChangeEventArgs { Value = text })).ToList();
        await page.InvokeAsync(() => _stage.Time.Advance(TimeSpan.FromSeconds(1)));
        await Task.WhenAll(typing);
    }
}
