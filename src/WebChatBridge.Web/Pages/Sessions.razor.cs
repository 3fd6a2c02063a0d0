using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using WebChatBridge.Client;
using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Pages;

/// <summary>Who is connected, who was, and why they left.</summary>
public sealed partial class Sessions : IAsyncDisposable
{
    private readonly SessionList _list = new();
    private readonly TrafficTrail _trail = new();
    private string? _stale;
    private string? _typed; // not in the URL yet: what is typed wins over an address that comes back late

    /// <summary><c>open</c> or <c>closed</c>.</summary>
    [SupplyParameterFromQuery(Name = "state")]
    private string? StateText { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? FilterText { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    private string? SortText { get; set; }

    [SupplyParameterFromQuery(Name = "sel")]
    private string? SelectedText { get; set; }

    [Inject]
    private ConsoleState State { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private SessionQuery Query { get; set; } = new();

    protected override void OnInitialized()
    {
        State.Received += OnReceived;
        State.Ticked += OnTicked;
    }

    protected override void OnParametersSet()
    {
        if (_typed == (FilterText ?? ""))
        {
            _typed = null;
        }

        Query = SessionQuery.Parse(StateText, _typed ?? FilterText, SortText, long.TryParse(SelectedText, out var id) ? id : null);
        Look();
    }

    protected override Task OnAfterRenderAsync(bool firstRender) => firstRender ? State.WantCountersAsync(true) : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        State.Received -= OnReceived;
        State.Ticked -= OnTicked;
        await State.WantCountersAsync(false);
    }

    private void OnReceived(WatchBatch batch)
    {
        // Who comes, goes or is renamed is seen at once; numbers wait for the next second.
        if (batch.Snapshot || batch.Sessions.Any(IsNews))
        {
            Look();
            StateHasChanged();
        }
    }

    private bool IsNews(SessionInfo session) =>
        _list.Rows.FirstOrDefault(row => row.Id == session.Id) is not { } row
        || row.State != session.State || row.Name != session.Name || row.Room != session.Room;

    private void OnTicked()
    {
        _trail.Sample(State.Sessions.Open);
        Look();
        StateHasChanged();
    }

    private void Look()
    {
        _list.Show(State.Sessions, Query);
        var offline = State.Known && (State.Link != ConsoleLink.Online || State.Status is { Listening: false });
        _stale = offline ? _stale ?? State.Local(State.OfflineSince ?? State.Now).ToString("HH:mm:ss") : null;
    }

    private void Filter(string? text)
    {
        _typed = text ?? "";
        Query = Query with { Filter = _typed };
        Look();
        Navigation.NavigateTo(SessionQuery.Url(Query), replace: true);
    }

    private void OnKey(KeyboardEventArgs key)
    {
        if (key.Key == "Escape" && Query.Selected is not null)
        {
            Navigation.NavigateTo(SessionQuery.Url(Query with { Selected = null }));
        }
    }
}
