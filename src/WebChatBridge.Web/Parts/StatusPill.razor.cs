using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Parts;

/// <summary>The product's heartbeat; a click shows how to connect.</summary>
public sealed partial class StatusPill
{
    private bool _open;

    protected override object Shown => Text;

    private PillText Text => PillText.Of(State);

    private void Toggle() => _open = !_open;
}
