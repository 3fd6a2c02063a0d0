using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using WebChatBridge.Web.Interop;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Parts;

/// <summary>
/// Bytes that can be pointed at. What is under the pointer or selected is painted by the browser, in both columns at once and
/// without a round trip; here it is only known.
/// </summary>
public sealed partial class HexGrid : IAsyncDisposable
{
    // Each byte is two elements of the page.
    private const int Page = 1024;

    private ElementReference _grid;
    private JsAttachment? _attached;
    private DotNetObjectReference<HexGrid>? _self;
    private IReadOnlyList<HexViewRow> _rows = [];
    private ReadOnlyMemory<byte> _drawn;
    private BoundaryRuler? _ruled;
    private ByteSelection? _selected;
    private int _width = HexView.Wide;
    private int _first;
    private bool _disposed;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    /// <summary>The bytes.</summary>
    [Parameter, EditorRequired]
    public ReadOnlyMemory<byte> Bytes { get; set; }

    /// <summary>Where what they carry begins and ends.</summary>
    [Parameter]
    public BoundaryRuler? Ruler { get; set; }

    /// <summary>The byte that broke the rules; null for none.</summary>
    [Parameter]
    public int? WrongAt { get; set; }

    /// <summary>What is selected.</summary>
    [Parameter]
    public ByteSelection? Selection { get; set; }

    /// <summary>Something else was selected, or nothing any more.</summary>
    [Parameter]
    public EventCallback<ByteSelection?> OnSelected { get; set; }

    /// <summary>What these bytes are.</summary>
    [Parameter]
    public string Label { get; set; } = "Bytes";

    [JSInvokable]
    public Task OnSelect(int first, int last) => OnSelected.InvokeAsync(first < 0 ? null : ByteSelection.Between(first, last));

    [JSInvokable]
    public void OnNarrow(bool narrow)
    {
        _width = narrow ? HexView.Narrow : HexView.Wide;
        Lay();
        StateHasChanged();
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

    protected override void OnParametersSet()
    {
        var other = !_drawn.Equals(Bytes);
        _first = other ? 0 : _first;

        // What an address or a link points at is brought into view; what the pointer selects is.
        var first = Selection is { } selection && (other || selection != _selected) ? selection.First : _first;
        var turned = first < _first || first >= _first + Page;
        if (turned && first < Bytes.Length)
        {
            _first = first - (first % Page);
        }

        (_drawn, _selected) = (Bytes, Selection);
        if (other || turned || !ReferenceEquals(_ruled, Ruler))
        {
            _ruled = Ruler;
            Lay();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _attached = await JsAttachment.ToAsync(Js, "hex", () => _disposed, _grid, _self);
        }
    }

    private void Turn(int first)
    {
        _first = Math.Clamp(first, 0, Bytes.Length - 1);
        Lay();
    }

    private void Lay() => _rows = HexView.Of(Bytes.Span, Ruler, _width, _first, Page, WrongAt);
}
