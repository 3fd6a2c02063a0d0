namespace WebChatBridge.Benchmarks;

/// <summary>A browser with the room's page open: the console renders it in the server.</summary>
internal sealed class PageOnlooker(Browser browser, Uri page) : IOnlooker
{
    // Until the page is loaded, connected and drawn, so that only looking is measured.
    private static readonly TimeSpan Loading = TimeSpan.FromSeconds(3);
    private string? tab;

    public async Task ComeAsync(CancellationToken cancellationToken)
    {
        tab = await browser.OpenAsync(page, cancellationToken);
        await Task.Delay(Loading, cancellationToken);
    }

    public async Task GoAsync(CancellationToken cancellationToken)
    {
        if (tab is not null && !await browser.CloseAsync(tab, cancellationToken))
        {
            throw new InvalidOperationException("The page was gone before it was closed.");
        }
    }

    public ValueTask DisposeAsync() => browser.DisposeAsync();
}
