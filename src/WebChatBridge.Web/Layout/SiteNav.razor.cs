using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Layout;

/// <summary>The way to the pages: at the side where there is room, at the bottom where there is none.</summary>
public sealed partial class SiteNav
{
    private static readonly Entry[] Entries =
    [
        new("Conversations", "/", ["c/"], "g c", Icons.Material.Outlined.Forum, state => state.UnreadRooms, "with unread messages"),
        new("Sessions", "/sessions", ["sessions", "checkup"], "g s", Icons.Material.Outlined.Cable, state => state.Sessions.Open.Count, "open"),
        new("Traffic", "/traffic", ["traffic"], "g t", Icons.Material.Outlined.SwapVert, _ => 0, ""),
    ];

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override object Shown => (Entries[0].Count(State), Entries[1].Count(State));

    protected override void OnInitialized()
    {
        base.OnInitialized();
        Navigation.LocationChanged += OnLocationChanged;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Navigation.LocationChanged -= OnLocationChanged;
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs args) => StateHasChanged();

    private bool IsHere(Entry entry)
    {
        var path = Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0];
        return path.Length == 0 ? entry.Href == "/" : entry.Under.Any(under => path.StartsWith(under, StringComparison.Ordinal));
    }

    private sealed record Entry(
        string Name, string Href, string[] Under, string Key, string Icon, Func<ConsoleState, int> Count, string CountMeans);
}
