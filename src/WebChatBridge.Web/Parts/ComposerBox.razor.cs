using Microsoft.AspNetCore.Components;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Parts;

/// <summary>Where one says something to a conversation.</summary>
public sealed partial class ComposerBox
{
    [Inject]
    private ConsoleState State { get; set; } = null!;

    /// <summary>Which conversation. Another one needs another component (<c>@key</c>).</summary>
    [Parameter, EditorRequired]
    public Conversation Conversation { get; set; } = null!;

    /// <summary>How it is called.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    private Composer Composer { get; set; } = null!;

    private string? Closed => Composer.Closed;

    private string Target
    {
        get
        {
            var count = Composer.Sockets.Count;
            var whom = Conversation.Address.Session is null ? $"{Title} ({count} {(count == 1 ? "socket" : "sockets")})" : $"{Title} alone";
            return $"To {whom} as {State.Me?.Name}";
        }
    }

    // Who gets what is sent in another way than it is sent.
    private (string Who, string? How)? Treated => Composer.Sockets.Where(static session => session.Misbehaves is not null).ToList() switch
    {
        [] => null,
        [var one] => ($"{one.Name} is treated badly", one.Misbehaves),
        { Count: var count } => ($"{count} are treated badly", null),
    };

    protected override void OnInitialized() => Composer = new Composer(State, Conversation);

    private void OnTyped(Draft draft) => Composer.Type(draft);

    private async Task<SendOutcome> OnSentAsync(string text, bool sure)
    {
        var outcome = await Composer.SendAsync(text, sure);
        StateHasChanged();
        return outcome;
    }
}
