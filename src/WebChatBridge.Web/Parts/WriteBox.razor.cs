using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using WebChatBridge.Web.Interop;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Parts;

/// <summary>Where one writes, whatever becomes of it. The text stays in the browser until it was taken.</summary>
public sealed partial class WriteBox : IAsyncDisposable
{
    private ElementReference _form;
    private JsAttachment? _attached;
    private DotNetObjectReference<WriteBox>? _self;
    private bool _disposed;
    private string? _refused;
    private StringBuilder _parts = new();

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    /// <summary>Under which name the browser keeps what is not sent yet. Another one needs another component (<c>@key</c>).</summary>
    [Parameter, EditorRequired]
    public string Draft { get; set; } = "";

    /// <summary>Who gets it.</summary>
    [Parameter, EditorRequired]
    public string Target { get; set; } = "";

    /// <summary>Takes the text; answers what the browser does with it.</summary>
    [Parameter, EditorRequired]
    public Func<string, bool, Task<SendOutcome>> OnSent { get; set; } = null!;

    /// <summary>The text changed.</summary>
    [Parameter, EditorRequired]
    public EventCallback<Draft> OnTyped { get; set; }

    /// <summary>Whether bytes are typed as hex.</summary>
    [Parameter]
    public bool Hex { get; set; }

    [Parameter]
    public EventCallback<bool> HexChanged { get; set; }

    /// <summary>Explains the switch between text and hex.</summary>
    [Parameter]
    public string HexTitle { get; set; } = "Type bytes as hex: 48 65 6c, \\x1b";

    /// <summary>How long it is.</summary>
    [Parameter]
    public string Size { get; set; } = "";

    /// <summary>The first bytes of it.</summary>
    [Parameter]
    public string Preview { get; set; } = "";

    /// <summary>What stands in the empty box.</summary>
    [Parameter]
    public string Placeholder { get; set; } = "Message";

    /// <summary>What the button says.</summary>
    [Parameter]
    public string Button { get; set; } = "Send";

    /// <summary>Whether nothing can be sent.</summary>
    [Parameter]
    public bool Closed { get; set; }

    /// <summary>What has to be answered first; null for nothing.</summary>
    [Parameter]
    public string? Asking { get; set; }

    /// <summary>More controls, after the target.</summary>
    [Parameter]
    public RenderFragment? Extras { get; set; }

    /// <summary>What stands under the box.</summary>
    [Parameter]
    public RenderFragment? Says { get; set; }

    [JSInvokable]
    public Task OnDraft(Draft draft)
    {
        _refused = null;
        return OnTyped.InvokeAsync(draft);
    }

    [JSInvokable]
    public Task<SendOutcome> OnSend(string text, bool sure) => OnSent(text, sure);

    /// <summary>A text that is too long for one call is announced, in bytes, and comes in parts. False when it is too long for that, too.</summary>
    [JSInvokable]
    public bool OnLong(long bytes)
    {
        _parts.Clear();
        if (bytes <= LengthLimit.MostBytes)
        {
            return true;
        }

        _refused = $"Not sent: it has {bytes:N0} bytes, and {LengthLimit.MostBytes:N0} can be handed over at once.";
        StateHasChanged();
        return false;
    }

    [JSInvokable]
    public void OnPart(string part) => _parts.Append(part, 0, Math.Min(part.Length, LengthLimit.MostBytes - _parts.Length));

    [JSInvokable]
    public Task<SendOutcome> OnSendParts(bool sure)
    {
        var text = _parts.ToString();
        _parts = new StringBuilder();
        return OnSent(text, sure);
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

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _attached = await JsAttachment.ToAsync(Js, "composer", () => _disposed, _form, _self, Draft);
            if (_attached is null)
            {
                return;
            }

            // Before this a click on the button would have sent the form to the server as a page.
            StateHasChanged();
        }
    }
}
