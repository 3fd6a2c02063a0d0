using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using WebChatBridge.Client;
using WebChatBridge.Protocol;
using WebChatBridge.Web.Interop;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Layout;

/// <summary>The frame around every page: it starts the circuit's state once the browser is really there.</summary>
public sealed partial class MainLayout : IDisposable
{
    private ErrorBoundary? _boundary;
    private Task _telling = Task.CompletedTask;
    private bool _openAccess;
    private Role? _role; // what is told: that an operator is one goes without saying
    private CancellationTokenRegistration _ending;

    [Inject]
    private ConsoleState State { get; set; } = null!;

    [Inject]
    private Browser Browser { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private ILogin Login { get; set; } = null!;

    // With <base href="/"> a bare "#main" would leave the page.
    private string SkipHref => "/" + Navigation.ToBaseRelativePath(Navigation.Uri).Split('#')[0] + "#main";

    protected override void OnInitialized() => State.Changed += OnChanged;

    protected override void OnParametersSet() => _boundary?.Recover();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await Browser.StartAsync(State);
            _ending = Login.Ended.Register(() => _ = InvokeAsync(LeaveAsync));
            State.Start();
            StateHasChanged();
        }
    }

    public void Dispose()
    {
        State.Changed -= OnChanged;
        _ending.Dispose();
    }

    // What is on the screen is no longer for this person's eyes.
    private Task LeaveAsync() => Browser.LeaveAsync($"/login?said=over&returnUrl={Uri.EscapeDataString("/" + Navigation.ToBaseRelativePath(Navigation.Uri))}").AsTask();

    private void OnChanged()
    {
        var (open, role) = (State.Status?.OpenAccess == true, State.Role == Role.Operator ? null : (Role?)State.Role);
        if (_openAccess != open || _role != role)
        {
            (_openAccess, _role) = (open, role);
            StateHasChanged();
        }

        if (_telling.IsCompleted)
        {
            _telling = TellBrowserAsync();
        }
    }

    private async Task TellBrowserAsync()
    {
        await Browser.FaviconAsync(Favicon);
        await Browser.KeepMarksAsync(State.Marks);
        await Browser.KeepNameAsync(State.WantedName);
    }

    private string Favicon => State switch
    {
        { Known: true, Link: not ConsoleLink.Online } => "favicon-offline",
        { Status.Listening: false } => "favicon-down",
        { UnreadRooms: > 0 } => "favicon-unread",
        _ => "favicon",
    };
}
