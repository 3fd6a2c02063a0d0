using Microsoft.AspNetCore.Components;
using WebChatBridge.Client;
using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Pages;

/// <summary>Who is signed in, and the way in for others.</summary>
public sealed partial class People : IDisposable
{
    private IReadOnlyList<Person> _people = [];
    private Task _looking = Task.CompletedTask;
    private string? _problem;

    [Inject]
    private ConsoleState State { get; set; } = null!;

    [Inject]
    private ILogin Login { get; set; } = null!;

    public void Dispose()
    {
        State.Received -= OnReceived;
        State.Ticked -= OnTicked;
    }

    protected override void OnInitialized()
    {
        State.Received += OnReceived;
        State.Ticked += OnTicked;
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            OnTicked();
        }
    }

    private void OnReceived(WatchBatch batch)
    {
        if (batch.Snapshot)
        {
            OnTicked();
            StateHasChanged();
        }
    }

    private void OnTicked()
    {
        if (_looking.IsCompleted && State.Known && Login.CanSignOut && State.May(Role.Operator))
        {
            _looking = LookAsync();
        }
    }

    private async Task LookAsync()
    {
        try
        {
            var (people, rejected) = await State.Relay.PeopleAsync();
            if (_problem != rejected?.Reason || !people.SequenceEqual(_people, PersonLook.Same))
            {
                (_people, _problem) = (people, rejected?.Reason);
                StateHasChanged();
            }
        }
        catch (RelayUnreachableException error)
        {
            _problem = error.Message;
            StateHasChanged();
        }
    }
}
