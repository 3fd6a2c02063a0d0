using System.Globalization;
using System.Net;
using System.Net.Sockets;
using WebChatBridge.Fuzz.Tests;
using WebChatBridge.Server.Tests;

namespace WebChatBridge.Promises.Tests;

/// <summary>
/// One bad client harms nobody, nor do ten thousand: against the server as its own process, on every kind of endpoint and on
/// the console's port. WCB_BAD is how many; docs/promises.md has the command.
/// </summary>
public sealed class BadConnectionsTests(ITestOutputHelper output) : IDisposable
{
    private const int Usual = 1_000;
    private const int AtATime = 24;

    private static readonly string[] Dialects = ["header:10", "nul", "raw", "auto", "header64"];

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task BadConnections_HarmNobody()
    {
        var many = int.TryParse(Environment.GetEnvironmentVariable("WCB_BAD"), CultureInfo.InvariantCulture, out var wanted) ? wanted : Usual;
        await using var server = await ServerProcess.StartAsync([$"--History:Path={folder.Path}/history.db", .. Endpoints()]);
        using var control = await Control.BeginAsync(server);
        var started = TimeProvider.System.GetTimestamp();

        var stayed = await VisitAsync(await DoorsAsync(server), many);

        await control.EndAsync();
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{many:N0} bad connections in {seconds:0.0} s ({many / seconds:N0}/s); the control pair said and heard {control.Said:N0}, the slowest in {control.Longest.TotalMilliseconds:0} ms"));
        Assert.InRange(control.Said, 1, int.MaxValue);
        using (var late = await Control.BeginAsync(server, "afterwards"))
        {
            await late.EndAsync();
        }

        stayed.ForEach(static socket => socket.Dispose());
        Assert.Equal(0, await server.TerminateAsync());
        Assert.Empty(LogLines.Errors(server.Program.OutputLines));
        Assert.Equal("", server.Program.Errors);
    }

    [Theory]
    [InlineData("12:00:00.123 error Relay: Post of session 7 failed. | System.InvalidOperationException", true)]
    [InlineData("12:00:00.123 fatal Host: It ended.", true)]
    [InlineData("Unhandled exception. System.ComponentModel.Win32Exception (24): Too many open files", true)]
    [InlineData("12:00:00.123 info  Relay: tom said error", false)]
    [InlineData("12:00:00.123 warn  RelayListener: Newcomers wait.", false)]
    public void Log_OfAnError_IsSeen(string line, bool error) => Assert.Equal(error, LogLines.Errors([line]).Any());

    private static IEnumerable<string> Endpoints() => Dialects.SelectMany(static (dialect, index) => (string[])
    [
        $"--Relay:Endpoints:{index + 3}:Name=bad{index}",
        $"--Relay:Endpoints:{index + 3}:Listen=127.0.0.1:0",
        $"--Relay:Endpoints:{index + 3}:Dialect={dialect}",
        .. index == 0 ? [$"--Relay:Endpoints:{index + 3}:FirstFrameIsName=true"] : Array.Empty<string>(),
        .. index == 4 ? [$"--Relay:Endpoints:{index + 3}:ReplyRaw=true"] : Array.Empty<string>(),
    ]);

    private static async Task<IReadOnlyList<IPEndPoint>> DoorsAsync(ServerProcess server)
    {
        var ready = await server.ReadyAsync();
        return
        [
            server.Tutorial, server.Text, server.Json,
            .. Dialects.Select((_, index) => Ready.Endpoint(ready, $"bad{index}")),
            new IPEndPoint(IPAddress.Loopback, server.Console.Port),
        ];
    }

    private static async Task<List<Socket>> VisitAsync(IReadOnlyList<IPEndPoint> doors, int many)
    {
        var stayed = new List<Socket>();
        var inputs = Campaign.Made(new Mutator(Corpus.Instance.All, Corpus.Instance), many).Select(static (bytes, index) => (bytes, index));
        await Parallel.ForEachAsync(inputs, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (visit, _) =>
        {
            var chance = Chance.Of(visit.bytes);
            if (await BadClient.VisitAsync(doors[visit.index % doors.Count], visit.bytes, chance) is { } socket)
            {
                lock (stayed)
                {
                    stayed.Add(socket);
                }
            }
        });
        return stayed;
    }
}
