using System.Globalization;
using Microsoft.AspNetCore.Components;
using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Parts;

/// <summary>One message. Drawn again only when its row is another one.</summary>
public sealed partial class MessageLine
{
    private (Row.Message Row, bool Bytes)? _drawn;
    private string _text = "";
    private IReadOnlyList<HintFlag> _flags = [];
    private string? _wire;

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
            _wire = WireAddress.Of(Row.Content);
        }

        if (_drawn?.Row.Content != Row.Content || _drawn?.Row.Hints != Row.Hints)
        {
            _flags = HintFlags.Of(Row.Content, _text, Row.Hints);
        }
    }

    protected override bool ShouldRender()
    {
        var now = (Row, ShowBytes);
        var changed = _drawn != now;
        _drawn = now;
        return changed;
    }
}
