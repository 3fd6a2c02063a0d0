using System.Diagnostics;
using System.Net;
using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Promises.Tests;

/// <summary>A room of text clients in which some speak steadily, everybody listens, and how long each delivery took is known.</summary>
internal sealed class BusyRoom : IAsyncDisposable
{
    private const int MostUnits = 200_000;
    private const int SmallReceiveBuffer = 4_096;

    private static readonly LineFraming Lines = new();

    private readonly ServerProcess server;
    private readonly WatchedConsole console;
    private readonly List<(Caller Caller, Ear Ear)> members = [];
    private SteadyTalk talk = null!;

    private BusyRoom(ServerProcess server, WatchedConsole console)
    {
        this.server = server;
        this.console = console;
    }

    public static async Task<BusyRoom> OpenAsync(ServerProcess server, int members, int senders, int perSecond)
    {
        var room = new BusyRoom(server, await WatchedConsole.OpenAsync(new ConsoleConnection(new Uri(server.Console, "/hub"))));
        for (var i = 0; i < members; i++)
        {
            var order = new SenderOrder(MostUnits);
            foreach (var sender in Enumerable.Range(0, senders).Where(sender => sender != i))
            {
                order.Expect(sender);
            }

            var ear = new Ear(order);
            room.members.Add((await Caller.OpenAsync(server.Text, Lines, ear), ear));
        }

        await room.console.UntilAsync(() => room.console.Room("lobby") is { } lobby && lobby.MemberCount == members ? lobby : null, "all seated");
        room.talk = new SteadyTalk([.. room.members.Take(senders).Select(static member => member.Caller)], perSecond);
        room.members.ForEach(member => member.Ear.Talk = room.talk);
        return room;
    }

    /// <summary>Talks for so long.</summary>
    public async Task TalkAsync(Percentile times, TimeSpan time)
    {
        Measure(times);
        using var stop = new CancellationTokenSource(time);
        await talk.TalkAsync(stop.Token);
        await HeardAsync();
    }

    /// <summary>Talks until somebody who came and does not read has been closed. How long that took, and why it was.</summary>
    public async Task<(TimeSpan Took, CloseReason Reason)> TalkPastAsync(Percentile times)
    {
        Measure(times);
        using var stop = new CancellationTokenSource();
        using var deaf = await Caller.ConnectAsync(server.Text, Lines, new Ear(new SenderOrder(0)), SmallReceiveBuffer);
        var local = deaf.Local.ToString();
        await console.SessionAsync(session => session.Remote == local, "who does not read");
        var started = Stopwatch.GetTimestamp();
        var talking = talk.TalkAsync(stop.Token);
        var closed = (await console.SessionAsync(session => session.Remote == local && session.Closed is not null, "his end")).Closed!;
        var took = Stopwatch.GetElapsedTime(started);
        await stop.CancelAsync();
        await talking;
        await HeardAsync();
        return (took, closed);
    }

    /// <summary>Every member heard every unit of all others once, in order.</summary>
    public async Task AssertNothingLostAsync()
    {
        await HeardAsync();
        Assert.All(members, static member => Assert.Equal((0, 0, 0, null), (member.Ear.Order.Duplicates, member.Ear.Order.Inversions, member.Ear.Order.Corrupt, member.Ear.Goodbye)));
    }

    public async ValueTask DisposeAsync()
    {
        members.ForEach(static member => member.Caller.Dispose());
        await console.DisposeAsync();
        await server.DisposeAsync();
    }

    private void Measure(Percentile times) => members.ForEach(member => member.Ear.Times = times);

    private Task HeardAsync() => Soon.UntilAsync(
        () => members.Sum(static member => (long)member.Ear.Order.Units) == (members.Count - 1L) * talk.Said, "everything said to be heard by everybody");

    private sealed class Ear(SenderOrder order) : IListener
    {
        public SenderOrder Order => order;

        public SteadyTalk? Talk { get; set; }

        public Percentile? Times { get; set; }

        public string? Goodbye { get; private set; }

        public void Hear(in Heard heard)
        {
            if (heard.Kind == HeardKind.Goodbye)
            {
                Goodbye = System.Text.Encoding.UTF8.GetString(heard.Body);
            }
            else if (heard.Kind == HeardKind.Message && order.Hear(heard.Body, out var number) is >= 0 and var sender)
            {
                Times!.Add(Talk!.Since(sender, number));
            }
        }
    }
}
