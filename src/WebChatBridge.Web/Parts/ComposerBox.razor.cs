using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using WebChatBridge.Web.Interop;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Parts;

/// <summary>Where one writes. The text stays in the browser until the relay has taken it.</summary>
public sealed partial class ComposerBox : IAsyncDisposable
{
    private const long MostBytes = 16 * 1024 * 1024;

    private ElementReference _form;
    private JsAttachment? _attached;
    private DotNetObjectReference<ComposerBox>? _self;
    private bool _disposed;

    [Inject]
    private ConsoleState State { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    /// <summary>Which conversation. Another one needs another component (<c>@key</c>).</summary>
    [Parameter, EditorRequired]
    public Conversation Conversation { get; set; } = null!;

    /// <summary>How it is called.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    private Composer Composer { get; set; } = null!;

    private string? Closed => Composer.Closed;

    private string Target
    {
        get
        {
            var count = Composer.Sockets.Count;
            var whom = Conversation.Address.Session is null ? $"{Title} ({count} {(count == 1 ? "socket" : "sockets")})" : $"{Title} alone";
            return $"To {whom} as {State.Me?.Name}";
        }
    }

    // Who gets what is sent in another way than it is sent.
    private string? Treated => Composer.Sockets.Where(static session => session.Misbehaves is not null).ToList() switch
    {
        [] => null,
        [var one] => $"{one.Name}: {one.Misbehaves}",
        { Count: var count } => $"{count} are treated badly on purpose",
    };

    [JSInvokable]
    public void OnDraft(Draft draft)
    {
        Composer.Type(draft);
        StateHasChanged();
    }

    [JSInvokable]
    public async Task<SendOutcome> OnSend(string text, bool sure)
    {
        var outcome = await Composer.SendAsync(text, sure);
        StateHasChanged();
        return outcome;
    }

    [JSInvokable]
    public async Task<SendOutcome> OnSendLong(IJSStreamReference text, bool sure)
    {
        await using var stream = await text.OpenReadStreamAsync(MostBytes);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await OnSend(await reader.ReadToEndAsync(), sure);
    }

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        if (_attached is not null)
        {
            await _attached.DisposeAsync();
        }

        _self?.Dispose();
    }

    protected override void OnInitialized() => Composer = new Composer(State, Conversation);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _attached = await JsAttachment.ToAsync(Js, "composer", _form, _self, Conversation.Room);
            if (_disposed)
            {
                await _attached.DisposeAsync();
                return;
            }

            // Before this a click on the button would have sent the form to the server as a page.
            StateHasChanged();
        }
    }
}
