using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using WebChatBridge.Client;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Parts;

/// <summary>Copies bytes as somebody needs them. A menu of one list; it closes by Escape, a choice, or a click elsewhere.</summary>
public sealed partial class CopyMenu
{
    protected override void OnInitialized() => _open = _opened = Opened;

    // In the menu the keys are the menu's: an Escape there closes it, and not the pane around it.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_opened)
        {
            _opened = false;
            await _items[0].FocusAsync();
        }
    }

    private void Toggle()
    {
        (_says, _byHand) = (null, null);
        _open = _opened = !_open;
    }

    private void Close() => _open = false;

    private async Task OnKey(KeyboardEventArgs key)
    {
        if (_open && key.Key is "Escape" or "Tab")
        {
            _open = false;
            await _button.FocusAsync();
        }
    }

    private async Task CopyAsync(CopyForm form, string name)
    {
        _open = false;
        try
        {
            if (await Bytes() is not { } bytes)
            {
                _says = "Not copied: these bytes are not kept any more.";
                return;
            }

            var text = CopyAs.Spell(form, bytes.Span, Target);
            var copied = await Browser.CopyAsync(text);
            (_says, _byHand) = copied ? ($"Copied as {name}", null) : ("The browser did not let us copy. Select it here:", text);
        }
        catch (RelayUnreachableException error)
        {
            _says = $"Not copied: {error.Message}";
        }
    }
}
