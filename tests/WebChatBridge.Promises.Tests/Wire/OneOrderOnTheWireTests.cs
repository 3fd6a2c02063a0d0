using System.Diagnostics;
using WebChatBridge.Client;

namespace WebChatBridge.Promises.Tests;

/// <summary>
/// P4: one order for a room, without gaps. Fifty members, by line, header, json and hub, all speak at once; what each of them heard
/// is, message by message, what the log has.
/// </summary>
public sealed class OneOrderOnTheWireTests : IDisposable
{
    private const string Room = "town";
    private const int Sockets = 45;
    private const int Hubs = 5;
    private const int Members = Sockets + Hubs;
    private const int Burst = 8;

    private static readonly (string Endpoint, Framing Framing)[] Doors =
        [("t-line", new LineFraming()), ("t-header", new HeaderFraming(seat: false)), ("t-json", new JsonFraming())];

    private readonly TempFolder folder = new();
    private readonly Window[] windows = [.. Enumerable.Range(0, Members).Select(static self => new Window(self < Sockets ? Sockets - 1 : Sockets, Burst, 1))];

    private static int Units => Scale.Of(400, 20_000);

    // A post by the hub waits for its receipt; ten of them take as long as a hundred lines.
    private static int HubUnits => Units / 10;

    private static int Total => (Sockets * Units) + (Hubs * HubUnits);

    public void Dispose()
    {
        Array.ForEach(windows, static window => window.Dispose());
        folder.Dispose();
    }

    [Fact]
    public async Task Room_OfFiftyByEveryDoor_HearsTheLog()
    {
        await using var server = await ServerProcess.StartAsync(
        [
            .. Entrance.Settings(Doors.Select(static door => new Entrance(door.Endpoint, door.Endpoint[2..].Replace("header", "header64", StringComparison.Ordinal), Room))),
            $"--History:Path={folder.File("history.db")}", "--History:MinFreeDiskBytes=0",
        ]);
        await using var console = await WatchedConsole.OpenAsync(new ConsoleConnection(new Uri(server.Console, "/hub")));
        var sockets = await SitDownAsync(server);
        await console.UntilAsync(() => console.Room(Room) is { MemberCount: Sockets } room ? room : null, "all seated");
        var hubs = new List<HubMember>();
        for (var i = 0; i < Hubs; i++)
        {
            hubs.Add(await HubMember.OpenAsync(new Uri(server.Console, "/hub"), Room, static seen => seen.Count == Total));
        }

        var started = Stopwatch.GetTimestamp();
        var speaking = Task.WhenAll([
            .. sockets.Select((one, self) => SpeakAsync(new Sayings(one.Caller, self), windows[self])),
            .. hubs.Select((hub, i) => PostAsync(hub, Sockets + i, windows[Sockets + i])),
        ]);
        Task[] ends = [.. sockets.Select(static one => one.Chronicle.All), .. hubs.Select(static hub => hub.All), speaking];
        await Task.WhenAny(Task.WhenAll(ends).WaitAsync(Scale.Deadline)); // what is missing then, the comparison says better than a timeout
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;

        var log = (await LogReading.AllAsync(console.Connection, Room)).ConvertAll(static message => CodeOf(message.Payload.Span));
        Assert.Equal(Total, log.Count);
        Assert.Equal(log.Count, log.Distinct().Count());
        for (var self = 0; self < Sockets; self++)
        {
            AssertHeard(sockets[self].Chronicle, self, log);
        }

        Assert.All(hubs, hub => Assert.Null(OneOrder.Fault(log, [.. hub.Seen.Select(static message => CodeOf(message.Payload.Span))], self: -1)));
        Assert.All(hubs, static hub => Assert.Equal(hub.Seen.Count, hub.Seen[^1].Seq));
        await speaking;
        Scale.Print($"P4: {Sockets} sockets x {Units:N0} and {Hubs} hub users x {HubUnits:N0} = {log.Count:N0} messages, {(long)log.Count * (Members - 1):N0} deliveries in {seconds:0.0} s; all sequences equal to the log");
        sockets.ForEach(static one => one.Caller.Dispose());
        foreach (var hub in hubs)
        {
            await hub.DisposeAsync();
        }
    }

    private static void AssertHeard(Chronicle chronicle, int self, List<int> log)
    {
        Assert.Null(chronicle.Fault ?? OneOrder.Fault(log, chronicle.Heard, self));
        if (Doors[self % Doors.Length].Framing is JsonFraming)
        {
            Assert.Equal(Enumerable.Range(0, Units).Select(number => OneOrder.Code(self, number)), chronicle.Acks.Select(seq => log[(int)seq - 1]));
        }
    }

    private static int CodeOf(ReadOnlySpan<byte> payload)
    {
        Assert.True(Unit.TryRead(payload, out var sender, out var number));
        return OneOrder.Code(sender, number);
    }

    private async Task<List<(Caller Caller, Chronicle Chronicle)>> SitDownAsync(ServerProcess server)
    {
        var sockets = new List<(Caller, Chronicle)>();
        for (var self = 0; self < Sockets; self++)
        {
            var (endpoint, framing) = Doors[self % Doors.Length];
            var chronicle = new Chronicle(Total - Units, windows);
            var caller = await Caller.OpenAsync(server.Address(endpoint), framing, chronicle);
            await caller.SendAsync(framing is JsonFraming ? "{\"type\":\"hello\"}\n"u8.ToArray() : default);
            sockets.Add((caller, chronicle));
        }

        return sockets;
    }

    private static async Task SpeakAsync(Sayings sayings, Window window)
    {
        while (sayings.Said < Units)
        {
            await window.WaitAsync();
            await sayings.SayAsync(Burst);
        }
    }

    private static async Task PostAsync(HubMember hub, int self, Window window)
    {
        var body = new byte[Unit.MaxBytes];
        for (var number = 0; number < HubUnits; number++)
        {
            if (number % Burst == 0)
            {
                await window.WaitAsync();
            }

            var receipt = await hub.Connection.PostAsync(Room, body.AsMemory(0, Unit.Write(self, number, body)), null);
            Assert.Null(receipt.Rejected);
        }
    }
}
