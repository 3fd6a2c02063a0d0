using WebChatBridge.Client;

namespace WebChatBridge.Promises.Tests;

/// <summary>A server with ten rooms for each dialect, and the endpoints whose clients come in pairs.</summary>
public sealed class OrderServer : IAsyncLifetime
{
    internal const int Rooms = 10;

    private static readonly string[] InRooms = ["line", "header64", "json", "nul"];

    private readonly TempFolder folder = new();
    private ServerProcess server = null!;
    private WatchedConsole console = null!;

    public async ValueTask InitializeAsync()
    {
        Entrance[] entrances =
        [
            .. InRooms.SelectMany(static dialect => Enumerable.Range(0, Rooms).Select(room => new Entrance($"{dialect}-{room}", dialect, $"{dialect}-{room}"))),
            new("pairs-header64", "header64", "", "pairs"),
            new("pairs-raw", "raw", "", "pairs"),
        ];
        server = await ServerProcess.StartAsync(
        [
            .. Entrance.Settings(entrances), $"--Relay:Endpoints:{entrances.Length + 2}:IdleGap=00:00:00.005",
            $"--History:Path={folder.File("history.db")}", "--History:MinFreeDiskBytes=0",
        ]);
        console = await WatchedConsole.OpenAsync(new ConsoleConnection(new Uri(server.Console, "/hub")));
    }

    public async ValueTask DisposeAsync()
    {
        await console.DisposeAsync();
        await server.DisposeAsync();
        folder.Dispose();
    }

    internal System.Net.IPEndPoint Address(string endpoint) => server.Address(endpoint);

    /// <summary>Waits until so many sit in the room: who sits down later does not hear what was said before.</summary>
    internal Task SeatedAsync(string room, int members) =>
        console.UntilAsync(() => console.Room(room) is { } known && known.MemberCount == members ? known : null, $"{members} members in {room}");
}
