using Microsoft.AspNetCore.Components;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Layout;

/// <summary>What everybody must know on every page.</summary>
public sealed partial class Banners : IDisposable
{
    [Inject]
    private ConsoleState State { get; set; } = null!;

    private string? Port => State.Status is { Listening: false }
        ? "The relay is not listening: no program can connect. The terminal that started the server says why."
        : null;

    protected override void OnInitialized() => State.Changed += StateHasChanged;

    public void Dispose() => State.Changed -= StateHasChanged;
}
