using Microsoft.JSInterop;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Interop;

/// <summary>The browser of this circuit: what it knows, and what it keeps for us. Calls after it has gone do nothing.</summary>
public sealed class Browser(IJSRuntime js) : IAsyncDisposable
{
    private IJSObjectReference? _module;
    private DotNetObjectReference<Browser>? _self;
    private string? _favicon;
    private string? _name;
    private bool _leaving; // on its way to another page already: nothing may lead it elsewhere

    /// <summary>Raised on the dispatcher after the tab went to the front or to the back.</summary>
    public event Action? VisibilityChanged;

    /// <summary>Whether the tab is in front.</summary>
    public bool Visible { get; private set; } = true;

    /// <summary>Whether single-key shortcuts are on.</summary>
    public bool Keys { get; private set; } = true;

    /// <summary><c>system</c>, <c>light</c> or <c>dark</c>.</summary>
    public string Theme { get; private set; } = "system";

    /// <summary>Whether this page was loaded because the circuit before it was lost. Set to false once told.</summary>
    public bool Reconnected { get; set; }

    /// <summary>Loads the module, asks the browser what it knows and hands it to the state.</summary>
    public async Task StartAsync(ConsoleState state)
    {
        _self = DotNetObjectReference.Create(this);
        _module = await js.InvokeAsync<IJSObjectReference>("import", "./js/shell.js");
        var facts = await _module.InvokeAsync<BrowserFacts?>("start", _self);
        if (facts is null)
        {
            return;
        }

        (Visible, Keys, Theme, Reconnected) = (facts.Visible, facts.Keys, facts.Theme, facts.Reconnected);
        state.Marks.Load(facts.Read);
        state.WantedName = _name = facts.Name;
        state.Zone = TimeZoneInfo.TryFindSystemTimeZoneById(facts.Zone, out var zone) ? zone : TimeZoneInfo.Utc;
    }

    [JSInvokable]
    public void OnVisibility(bool visible)
    {
        Visible = visible;
        VisibilityChanged?.Invoke();
    }

    /// <summary>Switches the theme at once and for the next visits.</summary>
    public ValueTask SetThemeAsync(string theme)
    {
        Theme = theme;
        return CallAsync("theme", theme);
    }

    /// <summary>Switches the single-key shortcuts on or off, also for the next visits.</summary>
    public ValueTask SetKeysAsync(bool on)
    {
        Keys = on;
        return CallAsync("keep", "wcb-keys", on ? "on" : "off");
    }

    /// <summary>Shows one of the icons in <c>img/</c> on the tab.</summary>
    public ValueTask FaviconAsync(string name)
    {
        if (_favicon == name)
        {
            return ValueTask.CompletedTask;
        }

        _favicon = name;
        return CallAsync("favicon", name);
    }

    /// <summary>Keeps the read marks, if they changed.</summary>
    public ValueTask KeepMarksAsync(ReadMarks marks) =>
        marks.Dirty ? CallAsync("keep", "wcb-read", marks.Save()) : ValueTask.CompletedTask;

    /// <summary>Keeps the name its user asked for, if it changed.</summary>
    public ValueTask KeepNameAsync(string? name)
    {
        if (name is null || name == _name)
        {
            return ValueTask.CompletedTask;
        }

        _name = name;
        return CallAsync("keep", "wcb-name", name);
    }

    /// <summary>Posts an empty form there and goes where the answer leads: what changes something is no link.</summary>
    public ValueTask PostAsync(string path)
    {
        _leaving = true;
        return CallAsync("post", path);
    }

    /// <summary>Loads that page in place of this one, unless another is on its way. A tab that does not hear it any more is no error, as it is to NavigateTo.</summary>
    public ValueTask LeaveAsync(string path)
    {
        if (_leaving)
        {
            return ValueTask.CompletedTask;
        }

        _leaving = true;
        return CallAsync("leave", path);
    }

    /// <summary>Keeps something for as long as the tab lives.</summary>
    public ValueTask RememberAsync(string key, string value) => CallAsync("remember", key, value);

    /// <summary>What was kept in this tab; null for nothing.</summary>
    public async ValueTask<string?> RecallAsync(string key)
    {
        try
        {
            return _module is null ? null : await _module.InvokeAsync<string?>("recall", key);
        }
        catch (JSDisconnectedException)
        {
            return null;
        }
    }

    /// <summary>Puts text into the clipboard; false when the browser does not let us.</summary>
    public async ValueTask<bool> CopyAsync(string text)
    {
        try
        {
            return _module is not null && await _module.InvokeAsync<bool>("copy", text);
        }
        catch (JSException)
        {
            return false;
        }
        catch (JSDisconnectedException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CallAsync("stop");
        _self?.Dispose();
    }

    private async ValueTask CallAsync(string function, params object?[] arguments)
    {
        try
        {
            if (_module is not null)
            {
                await _module.InvokeVoidAsync(function, arguments);
            }
        }
        catch (JSDisconnectedException)
        {
            // The tab is closed; there is nobody to tell.
        }
        catch (OperationCanceledException)
        {
            // The same, seen a moment earlier.
        }
    }
}
