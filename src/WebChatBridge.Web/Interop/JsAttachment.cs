using Microsoft.JSInterop;

namespace WebChatBridge.Web.Interop;

/// <summary>A module's <c>attach</c> on one element, and its end. A tab that is gone needs no end.</summary>
internal sealed class JsAttachment : IAsyncDisposable
{
    private readonly IJSObjectReference _module;
    private readonly IJSObjectReference _attached;

    private JsAttachment(IJSObjectReference module, IJSObjectReference attached) => (_module, _attached) = (module, attached);

    /// <summary>
    /// Imports <c>js/NAME.js</c> and calls its <c>attach</c>. Null when the component was gone by then: its element is not on the page
    /// any more, and nothing can call it.
    /// </summary>
    public static async Task<JsAttachment?> ToAsync(IJSRuntime js, string name, Func<bool> gone, params object?[] arguments)
    {
        var module = await js.InvokeAsync<IJSObjectReference>("import", $"./js/{name}.js");
        if (gone())
        {
            await EndAsync(module.DisposeAsync);
            return null;
        }

        var attached = new JsAttachment(module, await module.InvokeAsync<IJSObjectReference>("attach", arguments));
        if (gone())
        {
            await attached.DisposeAsync();
            return null;
        }

        return attached;
    }

    /// <summary>Calls a function of what was attached; the default when the tab is gone.</summary>
    public async ValueTask<T?> AskAsync<T>(string function)
    {
        try
        {
            return await _attached.InvokeAsync<T>(function);
        }
        catch (JSDisconnectedException)
        {
            return default;
        }
    }

    public ValueTask DisposeAsync() => EndAsync(async () =>
    {
        await _attached.InvokeVoidAsync("dispose");
        await _attached.DisposeAsync();
        await _module.DisposeAsync();
    });

    private static async ValueTask EndAsync(Func<ValueTask> end)
    {
        try
        {
            await end();
        }
        catch (JSDisconnectedException)
        {
            // The tab is closed.
        }
        catch (OperationCanceledException)
        {
            // The same, seen a moment earlier.
        }
    }
}
