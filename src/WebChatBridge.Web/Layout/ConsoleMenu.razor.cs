using Microsoft.AspNetCore.Components;
using MudBlazor;
using WebChatBridge.Protocol;
using WebChatBridge.Web.Interop;
using WebChatBridge.Web.State;

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

    [Inject]
    private ILogin Login { get; set; } = null!;

    [Inject]
    private ConsoleState State { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private void ShowPeople() => Navigation.NavigateTo("/people");

    private Task SignOutAsync() => Browser.PostAsync("/logout").AsTask();

    private Task SetThemeAsync(string theme) => Browser.SetThemeAsync(theme).AsTask();

    private Task ToggleKeysAsync() => Browser.SetKeysAsync(!Browser.Keys).AsTask();

    private async Task ShowKeysAsync() =>
        await Dialogs.ShowAsync<ShortcutsDialog>("Keyboard shortcuts", new DialogOptions { CloseButton = true, CloseOnEscapeKey = true });
}
