using Microsoft.AspNetCore.Components;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Parts;

/// <summary>The product's heartbeat; a click shows how to connect.</summary>
public sealed partial class StatusPill : IDisposable
{
    private PillText _text = new("idle", "◌", "connecting…");
    private bool _open;

    [Inject]
    private ConsoleState State { get; set; } = null!;

    protected override void OnInitialized()
    {
        _text = PillText.Of(State);
        State.Changed += OnChanged;
    }

    public void Dispose() => State.Changed -= OnChanged;

    private void OnChanged()
    {
        var text = PillText.Of(State);
        if (text != _text)
        {
            _text = text;
            StateHasChanged();
        }
    }

    private void Toggle() => _open = !_open;
}
