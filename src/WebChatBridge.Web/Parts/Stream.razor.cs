using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using WebChatBridge.Protocol;
using WebChatBridge.Web.Interop;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Parts;

/// <summary>A transcript on the screen: the rows, what is not a message yet, and the way back to the end.</summary>
public sealed partial class Stream : IAsyncDisposable
{
    private readonly Announcer _announcer = new();
    private readonly HashSet<long> _opened = [];
    private ElementReference _log;
    private JsAttachment? _follow;
    private DotNetObjectReference<Stream>? _self;
    private LiveChip _chip = new("live", "");
    private bool _disposed;

    [Inject]
    private ConsoleState State { get; set; } = null!;

    [Inject]
    private Browser Browser { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>What is shown. Another conversation needs another component (<c>@key</c>).</summary>
    [Parameter, EditorRequired]
    public Conversation Conversation { get; set; } = null!;

    /// <summary>How the conversation is called.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>Shown while there is nothing to show.</summary>
    [Parameter]
    public RenderFragment? Empty { get; set; }

    /// <summary>The stream came into view, or went out of it.</summary>
    [Parameter]
    public EventCallback<bool> OnShownChanged { get; set; }

    private Transcript Transcript => Conversation.Transcript;

    private string Mode => Transcript.Mode == LiveMode.Live ? "live" : Transcript.Mode == LiveMode.Reading ? "reading" : "paused";

    private List<SessionInfo> Ghosts => [.. State.Sessions.Open.Where(session => session.Pending is not null && session.Room == Conversation.Room)];

    private string NewText => Transcript.New == 0
        ? "↓ Jump to live"
        : $"↓ {Transcript.New:N0} new" + (Transcript.NewFrom.Count > 0 ? " · " + string.Join(", ", Transcript.NewFrom) : "");

    [JSInvokable]
    public Task OnReleased() => Conversation.ReleaseAsync();

    [JSInvokable]
    public Task OnBottom() => Conversation.ReachBottomAsync();

    [JSInvokable]
    public Task OnTop() => Conversation.ReachTopAsync();

    [JSInvokable]
    public Task OnShown(bool shown) => OnShownChanged.InvokeAsync(shown);

    [JSInvokable]
    public async Task OnRowAction(string action, long seq)
    {
        switch (action)
        {
            case "bytes":
                if (!_opened.Remove(seq))
                {
                    _opened.Add(seq);
                }

                StateHasChanged();
                break;
            case "copy" when Transcript.Rows.OfType<Row.Message>().FirstOrDefault(row => row.Content.Seq == seq) is { } row:
                await Browser.CopyAsync(row.Content.Text);
                break;
            case "link":
                await Browser.CopyAsync(Navigation.ToAbsoluteUri($"{ConversationAddress.Href(Conversation.Room)}?at={seq}").ToString());
                break;
            default:
                break;
        }
    }

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
        _chip = LiveChip.Of(State, Transcript);
        _announcer.Look(Title, Transcript.Newest, Transcript.Mode == LiveMode.Live, State.Now);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // The prerendered node is replaced when the circuit starts: only now is this the one that stays.
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _follow = await JsAttachment.ToAsync(Js, "follow", _log, _self);
            if (_disposed)
            {
                await _follow.DisposeAsync();
            }
        }
    }

    private Task FillAsync(Row.Gap gap) => Conversation.FillAsync(gap);
}
