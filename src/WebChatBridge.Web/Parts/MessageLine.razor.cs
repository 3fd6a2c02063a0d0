using System.Globalization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Parts;

/// <summary>One message. Drawn again only when its row is another one.</summary>
public sealed partial class MessageLine
{
    private (Row.Message Row, bool Bytes)? _drawn;
    private string _text = "";
    private string? _hint;

    [Inject]
    private ConsoleState State { get; set; } = null!;

    /// <summary>The message.</summary>
    [Parameter, EditorRequired]
    public Row.Message Row { get; set; } = null!;

    /// <summary>Whether its bytes are shown below it.</summary>
    [Parameter]
    public bool ShowBytes { get; set; }

    private string Short => State.Local(Row.Content.At).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private string Full => State.Local(Row.Content.At).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture) + $" · {Row.Content.Room} {Row.Content.Seq} · {Row.Content.Payload.Length} B";

    protected override void OnParametersSet()
    {
        if (_drawn?.Row.Content != Row.Content)
        {
            _text = Row.Content.Text;
            _hint = Hint(Row.Content, _text);
        }
    }

    protected override bool ShouldRender()
    {
        var now = (Row, ShowBytes);
        var changed = _drawn != now;
        _drawn = now;
        return changed;
    }

    private static string? Hint(ChatMessage message, string text)
    {
        if (!Utf8.IsValid(message.Payload.Span))
        {
            return "not UTF-8";
        }

        return text.EndsWith('\r') ? "stray CR"
            : message.Unterminated ? "no newline at the end"
            : text.Length == 0 ? "empty message"
            : null;
    }
}
