using Microsoft.AspNetCore.Components;
using WebChatBridge.Web.Interop;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Pages;

/// <summary>The rooms, and the one that is open. Opening watches; sending joins.</summary>
public sealed partial class Conversations : IAsyncDisposable
{
    private Conversation? _conversation;
    private Task _opening = Task.CompletedTask;
    private long? _openedAt;
    private bool _shown = true;
    private string? _welcome;

    [Inject]
    private ConsoleState State { get; set; } = null!;

    [Inject]
    private Browser Browser { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary><c>lobby</c>, <c>@17</c> or <c>@3+17</c>; null for the list (and the first room, where there is space).</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <summary>A message to stand at.</summary>
    [SupplyParameterFromQuery(Name = "at")]
    private long? At { get; set; }

    /// <summary>The last message to show, paused.</summary>
    [SupplyParameterFromQuery(Name = "paused")]
    private long? Paused { get; set; }

    private string Wanted => Name ?? (State.Rooms.Find("lobby") is null && State.Rooms.All is [var first, ..] ? first.Name : "lobby");

    private ConversationAddress Address => ConversationAddress.Parse(Wanted, State.Me?.Id);

    private string Title => _conversation is { } conversation
        ? ConversationAddress.Title(conversation.Room, State)
        : Name ?? "Conversations";

    private string Waiting => !State.Known ? "Connecting to the relay…"
        : $"Session {Wanted.TrimStart('@')} is not known: it may have left before the server was started.";

    public async ValueTask DisposeAsync()
    {
        State.Changed -= OnChanged;
        Browser.VisibilityChanged -= OnVisibility;
        if (_conversation is not null)
        {
            await _conversation.DisposeAsync();
        }
    }

    protected override void OnInitialized()
    {
        State.Changed += OnChanged;
        Browser.VisibilityChanged += OnVisibility;
    }

    protected override Task OnParametersSetAsync() => OpenAsync();

    private void OnChanged()
    {
        if (_conversation is null && _opening.IsCompleted)
        {
            _opening = OpenAsync();
        }

        KeepAddress();
        StateHasChanged();
    }

    private async Task OpenAsync()
    {
        if (!State.Known || Address.Room is not { } room)
        {
            return;
        }

        if (_conversation?.Room == room && (At is null || At == _openedAt))
        {
            return;
        }

        var (old, now) = (_conversation, new Conversation(State, Address));
        (_conversation, _openedAt) = (now, At);
        if (old is not null)
        {
            await old.DisposeAsync();
        }

        var read = State.Marks.Of(room);
        now.Look(_shown && Browser.Visible);
        await now.OpenAsync(At, Paused);
        if (Browser.Reconnected)
        {
            Browser.Reconnected = false;
            var missed = Math.Max(0, now.Transcript.Newest - read);
            _welcome = $"Reconnected. {(missed == 1 ? "1 message is" : $"{missed:N0} messages are")} new.";
        }
    }

    private void OnShown(bool shown)
    {
        _shown = shown;
        OnVisibility();
    }

    private void OnVisibility()
    {
        _conversation?.Look(_shown && Browser.Visible);
        State.Touch();
    }

    // A pause is a place one can come back to, and show to somebody; once live again the address is the room's.
    private void KeepAddress()
    {
        if (_conversation is not { Opened: true, Transcript: var transcript })
        {
            return;
        }

        var paused = transcript.Mode == LiveMode.Paused ? transcript.LastShown : (long?)null;
        var at = transcript.Mode == LiveMode.Live ? null : At;
        if (paused is null != Paused is null || at != At)
        {
            Navigation.NavigateTo(
                Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["paused"] = paused, ["at"] = at }), replace: true);
        }
    }
}
