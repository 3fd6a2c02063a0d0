using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using WebChatBridge.Web.Interop;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Parts;

/// <summary>
/// The scrolling part of every stream: follows the end while live, stands still under a reader's eye, and says how much has
/// come meanwhile. Rows are what carries <c>data-seq</c>, in a list or a table.
/// </summary>
public sealed partial class LiveLog : IAsyncDisposable
{
    private readonly Announcer _announcer = new();
    private ElementReference _log;
    private JsAttachment? _follow;
    private DotNetObjectReference<LiveLog>? _self;
    private LiveChip _chip = new("live", "");
    private bool _disposed;

    [Inject]
    private ConsoleState State { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    /// <summary>What is shown. Another stream needs another component (<c>@key</c>).</summary>
    [Parameter, EditorRequired]
    public ILiveStream Stream { get; set; } = null!;

    /// <summary>What the rows are, for who cannot see them: <c>lobby messages</c>.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>Where rows are new, when it is said: <c>lobby</c>.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The rows.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>The stream came into view, or went out of it.</summary>
    [Parameter]
    public EventCallback<bool> OnShownChanged { get; set; }

    /// <summary>Somebody used a control of a row.</summary>
    [Parameter]
    public EventCallback<RowAction> OnAction { get; set; }

    private string Mode => Stream.Mode == LiveMode.Live ? "live" : Stream.Mode == LiveMode.Reading ? "reading" : "paused";

    private string NewText => Stream.New == 0
        ? "↓ Jump to live"
        : $"↓ {Stream.New:N0} new" + (Stream.NewFrom.Count > 0 ? " · " + string.Join(", ", Stream.NewFrom) : "");

    /// <summary>The row at the top of what can be seen: its <c>data-seq</c>; null when there is none.</summary>
    public async Task<long?> PlaceAsync() => _follow is null ? null : await _follow.AskAsync<long?>("place");

    [JSInvokable]
    public Task OnReleased() => Stream.ReleaseAsync();

    [JSInvokable]
    public Task OnBottom() => Stream.ReachBottomAsync();

    [JSInvokable]
    public Task OnTop() => Stream.ReachTopAsync();

    [JSInvokable]
    public Task OnShown(bool shown) => OnShownChanged.InvokeAsync(shown);

    [JSInvokable]
    public Task OnRowAction(RowAction action) => OnAction.InvokeAsync(action);

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        if (_follow is not null)
        {
            await _follow.DisposeAsync();
        }

        _self?.Dispose();
    }

    protected override void OnParametersSet()
    {
        _chip = LiveChip.Of(State, Stream);
        _announcer.Look(Title, Stream.Newest, Stream.Mode == LiveMode.Live, State.Now);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // The prerendered node is replaced when the circuit starts: only now is this the one that stays.
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _follow = await JsAttachment.ToAsync(Js, "follow", () => _disposed, _log, _self);
        }
    }
}
