namespace WebChatBridge.Promises.Tests;

/// <summary>A listening endpoint beside the three there are by default.</summary>
internal sealed record Entrance(string Name, string Dialect, string Room, string Seating = "lobby")
{
    private const int Defaults = 3;

    /// <summary>The settings that open these, on free ports.</summary>
    public static string[] Settings(params IEnumerable<Entrance> entrances) =>
    [
        .. entrances.SelectMany(static (entrance, i) => entrance.At($"--Relay:Endpoints:{Defaults + i}:")),
    ];

    private string[] At(string key) =>
        [key + "Name=" + Name, key + "Listen=127.0.0.1:0", key + "Dialect=" + Dialect, key + "Seating=" + Seating, .. Seating == "lobby" ? [key + "Room=" + Room] : (string[])[]];
}
