using System.Net;
using System.Net.Sockets;

namespace WebChatBridge.Relay.Tests.Listening;

/// <summary>
/// What a session costs that only sits there: what is left of it after a collection, over real sockets, its client's included. Nothing else may
/// allocate meanwhile, so these run alone.
/// </summary>
[Collection(nameof(IdleSessionTests))]
[CollectionDefinition(nameof(IdleSessionTests), DisableParallelization = true)]
public sealed class IdleSessionTests(ITestOutputHelper output)
{
    private const int Sessions = 400;

    [Theory]
    [InlineData("line", 0, 6_500)]
    [InlineData("line", 67_108_864, 7_100)]
    [InlineData("json", 67_108_864, 6_100)]
    public async Task Silent_Many_HoldLittle(string dialect, int capture, int most)
    {
        var options = new RelayOptions
        {
            Endpoints = [new EndpointOptions { Name = "text", Listen = "127.0.0.1:0", Dialect = dialect }],
            Capture = new CaptureOptions { TotalBytes = capture },
        };
        var relay = new Relay(options, new ScriptedLog(), TimeProvider.System, new TestLogger<Relay>());
        using var listener = new RelayListener(relay, options, TimeProvider.System, new TestLogger<RelayListener>());
        await listener.StartAsync(CancellationToken.None);
        var clients = new List<Socket>();

        await ConnectAsync(relay, clients); // lists, tables and pools have their size then
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await ConnectAsync(relay, clients);
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Sessions;

        clients.ForEach(static client => client.Dispose());
        await listener.StopAsync(CancellationToken.None);
        output.WriteLine($"{each:N0} B each");
        Assert.InRange(each, 500, most);
    }

    // Those of a text endpoint are waited for until they were welcomed: from then on they only wait.
    private static async Task ConnectAsync(Relay relay, List<Socket> clients)
    {
        var door = relay.Doors.Open[0];
        for (var i = 0; i < Sessions; i++)
        {
            var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
            clients.Add(client);
            await client.ConnectAsync(door.Listening[0]);
        }

        var deadline = Deadline.Token();
        while (!await relay.VisitAsync(() => relay.Core.Sessions.TcpCount == clients.Count
            && relay.Core.Sessions.Open.All(session => !door.Endpoint.WelcomesLate || session is { Announced: true, Outbox.Queued: 0 })).Soon())
        {
            deadline.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
