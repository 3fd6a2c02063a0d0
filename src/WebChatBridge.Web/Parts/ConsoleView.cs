using Microsoft.AspNetCore.Components;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Parts;

/// <summary>
/// A component that shows something of the console's state, and is drawn again only when that changed: each drawing is a
/// frame to the browser, also one in which nothing is different.
/// </summary>
public abstract class ConsoleView : ComponentBase, IDisposable
{
    private object? _shown;

    /// <summary>The state.</summary>
    [Inject]
    protected ConsoleState State { get; set; } = null!;

    /// <summary>What is shown, as a value that equals itself while it looks the same.</summary>
    protected abstract object Shown { get; }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => State.Changed -= OnChanged;

    protected override void OnInitialized()
    {
        _shown = Shown;
        State.Changed += OnChanged;
    }

    private void OnChanged()
    {
        var now = Shown;
        if (!now.Equals(_shown))
        {
            _shown = now;
            StateHasChanged();
        }
    }
}
