using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using WebChatBridge.Client;
using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Parts;

/// <summary>The bytes of one row of traffic, from every side.</summary>
public sealed partial class Inspector : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Echo<ByteSelection> _selection = new();
    private readonly ElementReference[] _tabs = new ElementReference[4];
    private InspectorSubject? _asked;
    private Inspection? _inspection;
    private string? _problem;
    private BoundaryRuler? _ruler;
    private bool _asking;
    private Task _refreshing = Task.CompletedTask;

    [Inject]
    private ConsoleState State { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Which row.</summary>
    [Parameter, EditorRequired]
    public InspectorSubject Subject { get; set; } = null!;

    /// <summary>How its bytes are shown; <c>view=</c> of the address.</summary>
    [Parameter]
    public InspectorView View { get; set; }

    [Parameter]
    public EventCallback<InspectorView> ViewChanged { get; set; }

    /// <summary>The bytes that are pointed at; <c>b=</c> of the address.</summary>
    [Parameter]
    public ByteSelection? Selection { get; set; }

    [Parameter]
    public EventCallback<ByteSelection?> SelectionChanged { get; set; }

    /// <summary>The row before is wanted. Without it the button is disabled.</summary>
    [Parameter]
    public EventCallback OnPrevious { get; set; }

    /// <summary>The row after is wanted. Without it the button is disabled.</summary>
    [Parameter]
    public EventCallback OnNext { get; set; }

    /// <summary>The inspector is not wanted any more. Without it there is no such button.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    /// <summary>What <c>link</c> copies, relative or whole; null for the address of the page.</summary>
    [Parameter]
    public string? Link { get; set; }

    /// <summary>The how many-th time somebody wants to copy this row in some form; 0 when nobody did.</summary>
    [Parameter]
    public int CopyTurn { get; set; }

    private string Permalink => Link is null ? Navigation.Uri : Navigation.ToAbsoluteUri(Link).ToString();

    private ByteSelection? Selected => _selection.Value?.Within(_inspection?.Bytes.Length ?? 0);

    private ReadOnlyMemory<byte> Chosen => _inspection is not { } inspection ? default
        : Selected is { } selection ? selection.Of(inspection.Bytes) : inspection.Bytes;

    private string ChosenWords =>
        $"{Figures.Exact(Chosen.Length)} {(Chosen.Length == _inspection?.Bytes.Length ? "" : "selected ")}{(Chosen.Length == 1 ? "byte" : "bytes")}";

    // The door the session came in by.
    private DialAddress? Target =>
        State.Status is { } status && status.Endpoints.FirstOrDefault(endpoint => endpoint.Name == _inspection?.Trace.Session.Endpoint) is { } door
            ? DialAddress.Of(door, status.Machine) : null;

    public async ValueTask DisposeAsync()
    {
        State.Ticked -= OnTicked;
        await _stop.CancelAsync();
        await _refreshing;
        _stop.Dispose();
    }

    protected override void OnInitialized() => State.Ticked += OnTicked;

    protected override Task OnParametersSetAsync()
    {
        if (_asked == Subject)
        {
            _selection.Hear(Selection);
            return Task.CompletedTask;
        }

        _selection.Begin(Selection);
        return AskAsync();
    }

    // What is no message yet may become one, and a hint may come with time.
    private void OnTicked()
    {
        if (!_asking && (_inspection is { Waiting: true } || (_inspection is null && _problem is not null)))
        {
            _refreshing = InvokeAsync(AskAsync);
        }
    }

    private async Task AskAsync()
    {
        var subject = Subject;
        (_asked, _asking) = (subject, true);
        try
        {
            var trace = await State.Relay.TraceAsync(subject.Query, _stop.Token);
            if (subject == Subject)
            {
                Show(trace is null ? null : Inspection.Of(trace, subject));
                _problem = _inspection is not null ? null : trace is null
                    ? $"Session {subject.Session} is not known: it ended long ago, or the relay was started anew since."
                    : $"These bytes are not kept any more: of {trace.Session.Name}, {Figures.Bytes(trace.DroppedBytes)} in {Figures.Exact(trace.DroppedChunks)} chunks made room for newer ones.";
            }
        }
        catch (RelayUnreachableException error)
        {
            _problem = error.Message;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            _asking = false;
        }

        StateHasChanged();
    }

    // Asked again, bytes mostly are what they were: then nothing is drawn anew under somebody's pointer.
    private void Show(Inspection? inspection)
    {
        if (inspection is null || _inspection?.Shows(inspection) != true)
        {
            _ruler = inspection is null ? null : BoundaryRuler.Of(inspection);
            _inspection = inspection;
        }
    }

    private async Task SelectAsync(ByteSelection? selection)
    {
        _selection.Tell(selection);
        await SelectionChanged.InvokeAsync(selection);
    }

    // A link to bytes shows them.
    private async Task PointAsync(ByteSelection? selection)
    {
        await SelectAsync(selection);
        await ViewChanged.InvokeAsync(InspectorView.Hex);
    }

    private async Task OnTabKey(KeyboardEventArgs key)
    {
        var step = key.Key switch { "ArrowRight" => 1, "ArrowLeft" => _tabs.Length - 1, _ => 0 };
        if (step != 0)
        {
            var next = ((int)View + step) % _tabs.Length;
            await ViewChanged.InvokeAsync((InspectorView)next);
            await _tabs[next].FocusAsync();
        }
    }

    private string ChunkUrl(long seq) =>
        new TrafficAddress { Sessions = [Subject.Session], Lens = Lens.Chunks, At = new TrafficPlace(seq), View = InspectorView.Hex }.Url;

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static string What(Inspection inspection)
    {
        var (glyph, way) = inspection.Direction == Direction.In ? ("▶", "in, from") : ("◀", "out, to");
        var chunks = inspection.Chunks.Count == 1 ? $"chunk {inspection.Chunks[0].Seq}" : $"chunks {inspection.Chunks[0].Seq}–{inspection.Chunks[^1].Seq}";
        var note = inspection.Chunks.Select(chunk => chunk.Note).FirstOrDefault(note => note is not null);
        return $"{glyph} {way} {inspection.Trace.Session.Name} · {chunks} · {Figures.Exact(inspection.Bytes.Length)} B{(note is null ? "" : $" · {note}")}";
    }
}
