using System.Globalization;
using Microsoft.AspNetCore.Components;
using WebChatBridge.Protocol;
using WebChatBridge.Web.Interop;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Pages;

/// <summary>One socket's bytes, both ways, as they come; and a way to write some.</summary>
public sealed partial class Follow : IAsyncDisposable
{
    private FollowStream? _stream;
    private long _followed;
    private Task _opening = Task.CompletedTask;

    [Inject]
    private ConsoleState State { get; set; } = null!;

    [Inject]
    private Browser Browser { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>The session's number; it need not be known.</summary>
    [Parameter]
    public long Id { get; set; }

    [SupplyParameterFromQuery(Name = "view")]
    private string? View { get; set; }

    /// <summary>The last chunk to show, paused.</summary>
    [SupplyParameterFromQuery(Name = "paused")]
    private long? Paused { get; set; }

    private bool Hex => View == "hex";

    private string Title => _stream?.Session?.Name ?? State.Sessions.Find(Id)?.Name ?? $"session {Id}";

    public async ValueTask DisposeAsync()
    {
        State.Changed -= OnChanged;
        await _opening;
        if (_stream is not null)
        {
            await _stream.DisposeAsync();
        }
    }

    protected override void OnInitialized() => State.Changed += OnChanged;

    protected override Task OnParametersSetAsync() => OpenAsync();

    private void OnChanged()
    {
        if (_stream is not { Opened: true } && _opening.IsCompleted)
        {
            _opening = OpenAsync();
        }

        KeepAddress();
        StateHasChanged();
    }

    private async Task OpenAsync()
    {
        if (!State.Known || (_stream is { Opened: true } && _followed == Id))
        {
            return;
        }

        var (old, now) = (_stream, new FollowStream(State, Id));
        (_stream, _followed) = (now, Id);
        if (old is not null)
        {
            await old.DisposeAsync();
        }

        await now.OpenAsync(Paused);
    }

    private Task ActAsync(RowAction action)
    {
        switch (action.Act)
        {
            case "inspect":
                Navigation.NavigateTo(Inspect(action.Seq));
                break;
            case "copy" when Find(action.Seq) is { } chunk:
                return Browser.CopyAsync(CopyAs.Spell(Hex ? CopyForm.Hex : CopyForm.Text, chunk.Bytes)).AsTask();
            case "link":
                return Browser.CopyAsync(Navigation.ToAbsoluteUri(Inspect(action.Seq)).ToString()).AsTask();
            default:
                break;
        }

        return Task.CompletedTask;
    }

    private Chunk? Find(long seq) => _stream?.Window.Lines.OfType<StreamLine.Piece>().FirstOrDefault(line => line.Content.Seq == seq)?.Content;

    private string Inspect(long seq) => new TrafficAddress
    {
        Sessions = [Id],
        Lens = Lens.Chunks,
        At = new TrafficPlace(seq),
        View = Hex ? InspectorView.Hex : InspectorView.Text,
    }.Url;

    private string Url(bool hex) => Navigation.GetUriWithQueryParameter("view", hex ? "hex" : null);

    // A pause is a place one can come back to, and show to somebody.
    private void KeepAddress()
    {
        if (_stream is not { Opened: true, Session: not null } stream)
        {
            return;
        }

        var paused = stream.Mode == LiveMode.Paused ? stream.Window.Last : null;
        if (paused is null != Paused is null)
        {
            Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("paused", paused), replace: true);
        }
    }

    private static string Empty(SessionInfo session) => session.State == SessionState.Closed
        ? "Nothing of what went in and out of it is kept."
        : "Nothing has gone in or out yet. What comes stands here at once; what you write below, too.";

    private string Clock(DateTimeOffset at) => State.Local(at).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
