using System.Diagnostics;

namespace WebChatBridge.Promises.Tests;

/// <summary>
/// P3: what one sender says arrives in the order he said it, in every dialect. A hundred senders, in rooms of ten or in pairs; everybody
/// hears everybody else in his room.
/// </summary>
public sealed class SenderOrderOnTheWireTests(OrderServer server) : IClassFixture<OrderServer>
{
    private const int Senders = 100;
    private const int Burst = 20;

    private static int Units => Scale.Of(200, 10_000);

    [Theory]
    [InlineData("line")]
    [InlineData("header64")]
    [InlineData("json")]
    [InlineData("nul")]
    public Task Room_OfTen_HearsEverySenderInOrder(string dialect) => ProveAsync(dialect, Senders / OrderServer.Rooms, room => $"{dialect}-{room}", width: 2);

    [Fact]
    public Task HeaderPair_HearsThePartnerInOrder() => ProveAsync("header64 pair", 2, _ => "pairs-header64", width: 8);

    [Fact]
    public Task RawPair_HearsThePartnersBytesInOrder() => ProveAsync("raw pair", 2, _ => "pairs-raw", width: 32);

    private static Framing FramingOf(string what) => what switch
    {
        "line" => new LineFraming(),
        "header64" => new HeaderFraming(seat: false),
        "header64 pair" => new HeaderFraming(seat: true),
        "json" => new JsonFraming(),
        "nul" => new NulFraming(),
        _ => new RawFraming(),
    };

    private async Task ProveAsync(string what, int perRoom, Func<int, string> endpoint, int width)
    {
        var framing = FramingOf(what);
        var windows = Enumerable.Range(0, Senders).Select(_ => new Window(perRoom - 1, Burst, width)).ToArray();
        var members = new List<(Caller Caller, Member Member)>();
        for (var room = 0; room < Senders / perRoom; room++)
        {
            members.AddRange(await SeatAsync(room, perRoom, endpoint(room), framing, windows));
        }

        var started = Stopwatch.GetTimestamp();
        var speaking = members.Select((one, sender) => SpeakAsync(new Sayings(one.Caller, sender), windows[sender])).ToArray();
        await Task.WhenAll(members.Select(static one => one.Member.All)).WaitAsync(Scale.Deadline).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        Assert.All(members, static one => Assert.Null(one.Member.Order.Fault ?? one.Member.Goodbye));
        await Task.WhenAll(speaking);
        var heard = members.Sum(static one => (long)one.Member.Order.Units);
        Assert.Equal((long)Senders * (perRoom - 1) * Units, heard);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Scale.Print($"P3 {what}: {Senders} senders x {Units:N0}, {heard:N0} deliveries in {seconds:0.0} s ({heard / seconds:N0}/s), 0 inversions, 0 lost, 0 duplicate, 0 corrupt");
        members.ForEach(static one => one.Caller.Dispose());
        Array.ForEach(windows, static window => window.Dispose());
    }

    private async Task<List<(Caller Caller, Member Member)>> SeatAsync(int room, int perRoom, string endpoint, Framing framing, Window[] windows)
    {
        var members = new List<(Caller, Member)>();
        for (var seat = 0; seat < perRoom; seat++)
        {
            var order = new SenderOrder(Units);
            for (var other = 0; other < perRoom; other++)
            {
                if (other != seat)
                {
                    order.Expect((room * perRoom) + other);
                }
            }

            var member = new Member(order, (perRoom - 1) * Units, windows);
            var caller = await Caller.OpenAsync(server.Address(endpoint), framing, member);
            await caller.SendAsync(framing is JsonFraming ? "{\"type\":\"hello\"}\n"u8.ToArray() : default);
            members.Add((caller, member));
        }

        if (perRoom > 2)
        {
            await server.SeatedAsync(endpoint, perRoom);
        }

        return members;
    }

    private static async Task SpeakAsync(Sayings sayings, Window window)
    {
        while (sayings.Said < Units)
        {
            await window.WaitAsync();
            await sayings.SayAsync(Burst);
        }
    }
}
