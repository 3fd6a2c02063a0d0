using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using WebChatBridge.Client;

namespace WebChatBridge.Promises.Tests;

/// <summary>
/// P9: SIGTERM under load. The server exits with 0 in time, everybody got the goodbye of their dialect as the last thing they got, and
/// the log has what was acknowledged or heard; of each sender it has everything from his first message to his last stored one.
/// </summary>
public sealed class DrainTests : IDisposable
{
    private const int Senders = 30;
    private const int MostUnits = 1_000_000;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly TempFolder folder = new();
    private readonly ConcurrentDictionary<int, byte> witnessed = new();

    private static int Sessions => Scale.Of(200, 1_000);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Terminate_UnderLoad_SaysGoodbyeToAll_AndKeepsWhatItTook()
    {
        string[] settings = [.. Entrance.Settings(new Entrance("d-header", "header64", "lobby")), $"--History:Path={folder.File("history.db")}", "--History:MinFreeDiskBytes=0"];
        var attempted = new int[Senders];
        TimeSpan took;
        await using (var server = await ServerProcess.StartAsync(settings))
        {
            var sessions = await SitDownAsync(server);
            using var stop = new CancellationTokenSource();
            var speaking = Enumerable.Range(0, Senders).Select(self => Task.Run(() => SpeakAsync(sessions[self].Caller, self, attempted, stop.Token))).ToArray();
            await Soon.UntilAsync(() => witnessed.Count > 20 * Senders, "some load");

            var started = Stopwatch.GetTimestamp();
            Assert.Equal(0, await server.TerminateAsync());
            took = Stopwatch.GetElapsedTime(started);

            await stop.CancelAsync();
            await Task.WhenAll([.. sessions.Select(static one => one.Caller.Reading), .. speaking]).WaitAsync(Scale.Deadline);
            Assert.All(sessions, static one => Assert.Equal(one.Parting.Expected, one.Parting.LastWords));
            sessions.ForEach(static one => one.Caller.Dispose());
        }

        Assert.True(took <= Limit, $"The stop took {took.TotalSeconds:0.0} s.");
        var stored = await StoredAsync(settings);
        Assert.Empty(witnessed.Keys.Except(stored));
        Scale.Print($"P9: {Sessions:N0} sessions, {Senders} of them sending; exit 0 after {took.TotalSeconds:0.00} s, {attempted.Sum():N0} attempted, {stored.Count:N0} stored, {witnessed.Count:N0} acknowledged or heard, all stored; all goodbyes said");
        foreach (var (sender, numbers) in stored.GroupBy(OneOrder.SenderOf).Select(static of => (of.Key, of.Select(static code => code % 10_000_000).ToList())))
        {
            Assert.Equal(Enumerable.Range(0, numbers.Count), numbers);
            Assert.True(numbers.Count <= attempted[sender], $"Sender {sender} said {attempted[sender]}, and {numbers.Count} are stored.");
        }
    }

    private async Task<List<(Caller Caller, Parting Parting)>> SitDownAsync(ServerProcess server)
    {
        var sessions = new List<(Caller, Parting)>();
        for (var i = 0; i < Sessions; i++)
        {
            var (address, framing, words) = (i % 3) switch
            {
                0 => (server.Json, (Framing)new JsonFraming(), "the relay is stopping"),
                1 => (server.Text, new LineFraming(), "the relay is stopping"),
                _ => (server.Address("d-header"), new HeaderFraming(seat: false), "!DISCONNECT"),
            };
            var parting = new Parting(words, i < 2 * Senders ? witnessed : null, i);
            var caller = await Caller.OpenAsync(address, framing, parting);
            await caller.SendAsync(framing is JsonFraming ? "{\"type\":\"hello\"}\n"u8.ToArray() : default);
            sessions.Add((caller, parting));
        }

        return sessions;
    }

    // As fast as the relay takes it: until the socket is gone.
    private static async Task SpeakAsync(Caller caller, int self, int[] attempted, CancellationToken stop)
    {
        var sayings = new Sayings(caller, self);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(15));
        try
        {
            while (attempted[self] < MostUnits)
            {
                attempted[self]++;
                await sayings.SayAsync(1);
                await pace.WaitForNextTickAsync(stop);
            }
        }
        catch (Exception error) when (error is System.Net.Sockets.SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The server has closed, as it was told to.
        }
    }

    private static async Task<List<int>> StoredAsync(string[] settings)
    {
        await using var server = await ServerProcess.StartAsync(settings);
        await using var console = await WatchedConsole.OpenAsync(new ConsoleConnection(new Uri(server.Console, "/hub")));
        return (await LogReading.AllAsync(console.Connection, "lobby")).ConvertAll(static message =>
        {
            Assert.True(Unit.TryRead(message.Payload.Span, out var sender, out var number), message.Text);
            return OneOrder.Code(sender, number);
        });
    }

    /// <summary>Remembers the last thing it was told, and what it heard or was acknowledged, when it is a witness.</summary>
    private sealed class Parting(string expected, ConcurrentDictionary<int, byte>? witnessed, int self) : IListener
    {
        private int acks;

        public string Expected => expected;

        /// <summary>The words of the goodbye, when nothing came after it.</summary>
        public string? LastWords { get; private set; }

        public void Hear(in Heard heard)
        {
            LastWords = heard.Kind == HeardKind.Goodbye ? Encoding.UTF8.GetString(heard.Body) : null;
            if (witnessed is null)
            {
                return;
            }

            if (heard.Kind == HeardKind.Ack)
            {
                witnessed[OneOrder.Code(self, acks++)] = 1; // acks come in the order of the posts
            }
            else if (heard.Kind == HeardKind.Message && Unit.TryRead(heard.Body, out var sender, out var number))
            {
                witnessed[OneOrder.Code(sender, number)] = 1;
            }
        }
    }
}
