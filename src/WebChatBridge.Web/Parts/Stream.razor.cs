using Microsoft.AspNetCore.Components;
using WebChatBridge.Protocol;
using WebChatBridge.Web.Interop;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Parts;

/// <summary>A transcript on the screen: the rows, what is not a message yet, and the way back to the end.</summary>
public sealed partial class Stream
{
    private readonly HashSet<long> _opened = [];

    [Inject]
    private ConsoleState State { get; set; } = null!;

    [Inject]
    private Browser Browser { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>What is shown. Another conversation needs another component (<c>@key</c>).</summary>
    [Parameter, EditorRequired]
    public Conversation Conversation { get; set; } = null!;

    /// <summary>How the conversation is called.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>Shown while there is nothing to show.</summary>
    [Parameter]
    public RenderFragment? Empty { get; set; }

    /// <summary>The stream came into view, or went out of it.</summary>
    [Parameter]
    public EventCallback<bool> OnShownChanged { get; set; }

    private Transcript Transcript => Conversation.Transcript;

    private List<SessionInfo> Ghosts => [.. State.Sessions.Open.Where(session => session.Pending is not null && session.Room == Conversation.Room)];

    private async Task ActAsync(RowAction action)
    {
        switch (action.Act)
        {
            case "bytes":
                if (!_opened.Remove(action.Seq))
                {
                    _opened.Add(action.Seq);
                }

                break;
            case "copy" when Transcript.Rows.OfType<Row.Message>().FirstOrDefault(row => row.Content.Seq == action.Seq) is { } row:
                await Browser.CopyAsync(row.Content.Text);
                break;
            case "link":
                await Browser.CopyAsync(Navigation.ToAbsoluteUri($"{ConversationAddress.Href(Conversation.Room)}?at={action.Seq}").ToString());
                break;
            default:
                break;
        }
    }

    private Task FillAsync(Row.Gap gap) => Conversation.FillAsync(gap);
}
