using Microsoft.AspNetCore.Components;
using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Parts;

/// <summary>How to connect, with the real addresses; it folds away when somebody did.</summary>
public sealed partial class ConnectCard : IDisposable
{
    private readonly Arrival _arrival = new();
    private IReadOnlyList<ConnectCommand> _commands = [];
    private RelayStatus? _status;
    private string? _chosen;
    private bool _unfolded;

    /// <summary>What else can be done, at the foot: a button to write from the browser.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Inject]
    private ConsoleState State { get; set; } = null!;

    private bool ThisMachineOnly => (State.Status?.Endpoints ?? []).All(endpoint => DialAddress.Of(endpoint, "") is not { ThisMachineOnly: false });

    private string OwnCertificate => OpenToOthers.Certificate(State.Status?.Machine ?? "localhost");

    private string? Tool => _commands.Any(command => command.Tool == _chosen) ? _chosen : _commands is [var first, ..] ? first.Tool : null;

    protected override void OnInitialized()
    {
        State.Changed += OnChanged;
        Look();
    }

    public void Dispose() => State.Changed -= OnChanged;

    private static string Place(SessionInfo who) =>
        who.Room is { } room ? ConversationAddress.Href(room) : SessionQuery.Url(new SessionQuery(Selected: who.Id));

    private string Dial(EndpointStatus endpoint) =>
        DialAddress.Of(endpoint, State.Status?.Machine ?? "")?.ToString() ?? "not listening";

    private static string About(EndpointStatus endpoint)
    {
        var seats = endpoint.Seating == "pairs" ? "two programs talk to each other" : "everybody in one room";
        var reach = endpoint.Listening.Count > 0 && DialAddress.Of(endpoint, "") is { ThisMachineOnly: true } ? ", this machine only" : "";
        var guard = (endpoint.Tls ? ", TLS" : "") + (endpoint.Secret ? ", asks for a secret" : "");
        return $"{endpoint.Dialect}, {seats}{reach}{guard}";
    }

    private void OnChanged()
    {
        var (status, who) = (_status, _arrival.Who);
        Look();
        if (!ReferenceEquals(status, _status) || who != _arrival.Who)
        {
            StateHasChanged();
        }
    }

    private void Look()
    {
        if (State.Known)
        {
            _arrival.Look(State.Sessions);
        }

        if (State.Status is { } status && !ReferenceEquals(status, _status))
        {
            _status = status;
            var commands = ConnectCommands.For(status);
            _commands = commands.SequenceEqual(_commands) ? _commands : commands;
        }
    }
}
