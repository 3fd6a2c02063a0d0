using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using WebChatBridge.Protocol;
using WebChatBridge.Web.Interop;
using WebChatBridge.Web.Parts;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Pages;

/// <summary>Everything that crosses the wire, as messages, as reads and writes, or as what happened.</summary>
public sealed partial class Traffic : IAsyncDisposable
{
    private readonly List<string> _going = [];
    private LiveLog? _log;
    private Task _starting = Task.CompletedTask;
    private Task _looking = Task.CompletedTask;
    private bool _started;
    private int _copyTurn;

    [Inject]
    private ConsoleState State { get; set; } = null!;

    [Inject]
    private Browser Browser { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private TrafficDesk Desk { get; set; } = null!;

    public async ValueTask DisposeAsync()
    {
        State.Changed -= OnChanged;
        State.Ticked -= OnTicked;
        Navigation.LocationChanged -= OnLocationChanged;
        Desk.Moved -= OnMoved;
        await Desk.DisposeAsync();
        await _starting;
        await _looking;
    }

    protected override void OnInitialized()
    {
        Desk = new TrafficDesk(State, TrafficAddress.Parse(Navigation.Uri));
        Desk.Moved += OnMoved;
        State.Changed += OnChanged;
        State.Ticked += OnTicked;
        Navigation.LocationChanged += OnLocationChanged;
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            Start();
        }
    }

    private void OnChanged()
    {
        Start();
        if (_started && _looking.IsCompleted)
        {
            _looking = Desk.LookAgainAsync();
        }

        StateHasChanged();
    }

    // An undo ends by itself.
    private void OnTicked()
    {
        if (Desk.ClearedAt is null != _undone)
        {
            _undone = !_undone;
            StateHasChanged();
        }
    }

    private bool _undone = true;

    private void Start()
    {
        if (State.Known && !_started)
        {
            _started = true;
            _starting = Desk.StartAsync();
        }
    }

    private void OnMoved(TrafficAddress address, bool push)
    {
        var url = address.Url;
        if (Navigation.ToBaseRelativePath(Navigation.Uri) != url[1..])
        {
            _going.Add(url[1..]);
            Navigation.NavigateTo(url, replace: !push);
        }
    }

    // Where this page sent the browser itself is shown already; the rest is back and forward.
    private void OnLocationChanged(object? sender, LocationChangedEventArgs args)
    {
        var path = Navigation.ToBaseRelativePath(args.Location);
        if (!_going.Remove(path) && _started && $"/{path}".Split('?')[0] == TrafficAddress.Path)
        {
            _starting = InvokeAsync(() => Desk.ArriveAsync(TrafficAddress.Parse(args.Location)));
        }
    }

    private async Task CutAsync(Lens lens) =>
        await Desk.CutAsync(lens, Desk.Watch.Mode == LiveMode.Live || _log is null ? null : await _log.PlaceAsync());

    private Task ActAsync(RowAction action)
    {
        var place = new TrafficPlace(action.Seq, action.Part);
        switch (action.Act)
        {
            case "select":
                _copyTurn = 0;
                return Desk.SelectAsync(place);
            case "copyas":
                // A row shows the beginning of what it carries; the inspector has all of it.
                _copyTurn++;
                return Desk.SelectAsync(place);
            case "zero":
                Desk.CountFrom(place);
                return Task.CompletedTask;
            case "copy" when Desk.Watch.Window.Find(place) is { } row:
                return Browser.CopyAsync(row.Sentence ?? Encoding.UTF8.GetString(row.Content)).AsTask();
            case "session" when action.Value is { } name:
                return Desk.NarrowAsync(FilterField.Session, name, action.Alt);
            case "room" when action.Value is { } room:
                return Desk.NarrowAsync(FilterField.In, room, action.Alt);
            case "hint" when action.Value is { } hint:
                return Desk.NarrowAsync(FilterField.Hint, hint, action.Alt);
            default:
                return Task.CompletedTask;
        }
    }

    private Task ToggleInspectorAsync() => Desk.Address.At is not null ? CloseAsync() : Desk.SelectAsync(Desk.Watch.Window.LastShown);

    private Task CloseAsync()
    {
        _copyTurn = 0;
        return Desk.SelectAsync(null);
    }

    private Task UnclearAsync() => Desk.GoAsync(Desk.Address with { Since = null });

    private Task ViewAsync(InspectorView view) => Desk.GoAsync(Desk.Address with { View = view });

    private Task PointAsync(ByteSelection? bytes) => Desk.GoAsync(Desk.Address with { Bytes = bytes });

    private Task StepAsync(int step) =>
        Desk.Address.At is { } at && Desk.Watch.Window.Beside(at, step) is { } row ? Desk.SelectAsync(TrafficPlace.Of(row)) : Task.CompletedTask;
}
