using Microsoft.AspNetCore.Components;
using WebChatBridge.Client;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Parts;

/// <summary>The bytes of one row of traffic, from every side.</summary>
public sealed partial class Inspector : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private InspectorSubject? _asked;
    private Inspection? _inspection;
    private string? _problem;
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

    private string Permalink => Link is null ? Navigation.Uri : Navigation.ToAbsoluteUri(Link).ToString();

    public async ValueTask DisposeAsync()
    {
        State.Ticked -= OnTicked;
        await _stop.CancelAsync();
        await _refreshing;
        _stop.Dispose();
    }

    protected override void OnInitialized() => State.Ticked += OnTicked;

    protected override Task OnParametersSetAsync() => _asked == Subject ? Task.CompletedTask : AskAsync();

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
                _inspection = trace is null ? null : Inspection.Of(trace, subject);
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
}
