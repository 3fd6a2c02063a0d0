using Microsoft.JSInterop;

namespace WebChatBridge.Web.Interop;

/// <summary>A module's <c>attach</c> on one element, and its end. A tab that is gone needs no end.</summary>
internal sealed class JsAttachment : IAsyncDisposable
{
    private readonly IJSObjectReference _module;
    private readonly IJSObjectReference _attached;

    private JsAttachment(IJSObjectReference module, IJSObjectReference attached) => (_module, _attached) = (module, attached);

    /// <summary>Imports <c>js/NAME.js</c> and calls its <c>attach</c>.</summary>
    public static async Task<JsAttachment> ToAsync(IJSRuntime js, string name, params object?[] arguments)
    {
        var module = await js.InvokeAsync<IJSObjectReference>("import", $"./js/{name}.js");
        return new JsAttachment(module, await module.InvokeAsync<IJSObjectReference>("attach", arguments));
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

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _attached.InvokeVoidAsync("dispose");
            await _attached.DisposeAsync();
            await _module.DisposeAsync();
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
