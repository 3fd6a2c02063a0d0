using Microsoft.AspNetCore.Components;
using MudBlazor;
using WebChatBridge.Web.Interop;

namespace WebChatBridge.Web.Layout;

/// <summary>The few things about the console itself that can be switched.</summary>
public sealed partial class ConsoleMenu
{
    private static readonly (string Theme, string Name)[] Themes =
        [("system", "Theme of the system"), ("light", "Light theme"), ("dark", "Dark theme")];

    [Inject]
    private Browser Browser { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    private Task SetThemeAsync(string theme) => Browser.SetThemeAsync(theme).AsTask();

    private Task ToggleKeysAsync() => Browser.SetKeysAsync(!Browser.Keys).AsTask();

    private async Task ShowKeysAsync() =>
        await Dialogs.ShowAsync<ShortcutsDialog>("Keyboard shortcuts", new DialogOptions { CloseButton = true, CloseOnEscapeKey = true });
}
