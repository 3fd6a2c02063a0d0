namespace WebChatBridge.Benchmarks;

/// <summary>
/// The load of the soak, on the calling thread: a room that four dialects share, pairs, guests that come and go, readers that stop.
/// Everything in it follows from the clock and a fixed seed.
/// </summary>
internal sealed class SoakRun : IDisposable
{
    private const int RoomShare = 10; // one message in ten is for the room, where each has many listeners

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SoakPlan plan;
    private readonly ServerUnderTest server;
    private readonly Party party = new();
    private readonly Random random = new(20_261_122);
    private readonly Circle room;
    private readonly Circle wide;
    private readonly List<Guest> inRoom = [];
    private readonly List<Guest> inPairs = [];
    private readonly List<Guest> guests = [];
    private readonly List<(Guest Guest, long Since)> stopped = [];
    private readonly List<Guest> arriving = [];
    private Guest? large;
    private long posted;
    private int roomTurn;
    private int pairTurn;

    public SoakRun(SoakPlan plan, ServerUnderTest server)
    {
        this.plan = plan;
        this.server = server;
        room = new Circle(0, plan.Size);
        wide = new Circle(1, plan.LargeSize);
        party.Gone = guest => stopped.RemoveAll(one => one.Guest == guest);
    }

    public Party Party => party;

    /// <summary>Readers that stopped and were closed for it.</summary>
    public int SlowClosed { get; private set; }

    public void Run()
    {
        Gather();
        var start = Clock.Now;
        var end = start + plan.Duration.Nanoseconds();
        long nextTick = start, nextGuest = start, nextSlow = start, nextLarge = start;
        for (var now = start; now < end; now = Clock.Now)
        {
            Every(ref nextGuest, now, plan.GuestEvery, Invite);
            Every(ref nextSlow, now, plan.SlowEvery, InviteSlow);
            Every(ref nextLarge, now, TimeSpan.FromSeconds(1.0 / plan.LargeRate), () => party.Post(large!));
            Every(ref nextTick, now, plan.Tick, () => Tick(now, start));
            party.Serve((int)Math.Clamp((nextTick - Clock.Now) / 1_000_000, 1, 20));
        }

        Conclude();
    }

    public void Dispose() => party.Dispose();

    private static void Every(ref long next, long now, TimeSpan period, Action act)
    {
        if (now >= next)
        {
            next = Math.Max(next + period.Nanoseconds(), now - TimeSpan.FromSeconds(1).Nanoseconds());
            act();
        }
    }

    private void Gather()
    {
        for (var i = 0; i < plan.Members; i++)
        {
            foreach (var name in Speech.Names)
            {
                var member = party.Enter(RoomEndpoint(name), Speech.Parse(name), room, speaks: i == 0, hearsAll: true);
                if (i == 0)
                {
                    inRoom.Add(member);
                }
            }
        }

        large = party.Enter(server.Endpoint("text"), new LineSpeech(), wide, speaks: true, hearsAll: true);
        party.Enter(server.Endpoint("json"), new JsonSpeech(), wide, speaks: false, hearsAll: true);
        for (var i = 0; i < plan.Pairs + (plan.Pairs / 4); i++)
        {
            var (one, other) = EnterPair(i < plan.Pairs ? "header64" : "nul", Exit.Goodbye, Exit.Goodbye);
            inPairs.AddRange([one, other]);
        }

        // Nobody who must hear everything may still be on the way in when the first word is said.
        var ready = Clock.Now + TimeSpan.FromSeconds(2).Nanoseconds();
        while (Clock.Now < ready)
        {
            party.Serve(10);
        }
    }

    private void Tick(long now, long start)
    {
        for (var wanted = (long)((now - start) / 1e9 * plan.Rate); posted < wanted; posted++)
        {
            party.Post(posted % RoomShare == 0 ? inRoom[roomTurn++ % inRoom.Count] : inPairs[pairTurn++ % inPairs.Count]);
        }

        foreach (var guest in guests)
        {
            Act(guest, now);
        }

        guests.RemoveAll(static guest => guest.Member.IsClosed);
        StopArrived(now);
        foreach (var (guest, since) in stopped.FindAll(one => now - one.Since > plan.SlowClosedWithin.Nanoseconds()))
        {
            party.Tally.Closed++;
            party.Tally.Note($"reader {guest.Member.Number} stopped {(now - since) / 1e9:0} s ago and was not closed");
            stopped.Remove((guest, since));
        }
    }

    private void Act(Guest guest, long now)
    {
        if (guest.Member.IsReady && guest.WordsLeft > 0 && now >= guest.NextAt)
        {
            party.Post(guest);
            guest.WordsLeft--;
            guest.NextAt = now + TimeSpan.FromMilliseconds(50).Nanoseconds();
        }
        else if (guest.Member.IsReady && !guest.IsLeaving && guest.WordsLeft == 0 && now >= guest.LeavesAt)
        {
            party.Leave(guest);
        }
        else if (now > guest.LeavesAt + Patience.Nanoseconds() && !guest.Member.IsClosed)
        {
            party.Tally.Closed++;
            party.Tally.Note($"guest {guest.Member.Number} ({guest.Member.Speech.Name}) is {(guest.Member.IsReady ? "still here" : "not welcomed")} {Patience.TotalSeconds} s after it should be gone");
            party.Drop(guest);
        }
    }

    // One in three comes with a partner.
    private void Invite()
    {
        if (random.Next(3) == 0)
        {
            var first = (Exit)random.Next(3);
            var (one, other) = EnterPair(random.Next(4) == 0 ? "nul" : "header64", first, first == Exit.Reset ? Exit.Finish : first);
            Prepare(one);
            Prepare(other);
            other.LeavesAt = one.LeavesAt + TimeSpan.FromMilliseconds(200).Nanoseconds();
            return;
        }

        var name = Speech.Names[random.Next(Speech.Names.Length)];
        Prepare(party.Enter(RoomEndpoint(name), Speech.Parse(name), room, speaks: true, hearsAll: false, (Exit)random.Next(3)));
    }

    private void Prepare(Guest guest)
    {
        var now = Clock.Now;
        guest.WordsLeft = random.Next(1, 6);
        guest.NextAt = now + TimeSpan.FromMilliseconds(random.Next(1_000)).Nanoseconds();
        guest.LeavesAt = now + (plan.GuestStays * (0.5 + random.NextDouble())).Nanoseconds();
        guests.Add(guest);
    }

    private void InviteSlow()
    {
        var guest = party.Enter(server.Endpoint("text"), new LineSpeech(), wide, speaks: false, hearsAll: false, receiveBuffer: 4_096);
        arriving.Add(guest);
    }

    // It stops once it sits where the large messages are.
    private void StopArrived(long now)
    {
        foreach (var guest in arriving.FindAll(static guest => guest.Member.IsReady))
        {
            arriving.Remove(guest);
            party.StopReading(guest);
            stopped.Add((guest, now));
            SlowClosed++;
        }
    }

    private (Guest One, Guest Other) EnterPair(string dialect, Exit exit, Exit otherExit)
    {
        var circle = new Circle(0, plan.Size);
        var endpoint = server.Endpoint(dialect == "nul" ? "nul-pairs" : "tutorial");
        var one = party.Enter(endpoint, Speech.Parse(dialect), circle, speaks: true, hearsAll: true, exit);
        var other = party.Enter(endpoint, Speech.Parse(dialect), circle, speaks: true, hearsAll: true, otherExit);
        (one.Partner, other.Partner) = (other, one);
        return (one, other);
    }

    private void Conclude()
    {
        SlowClosed -= stopped.Count;
        for (var end = Clock.Now + TimeSpan.FromSeconds(5).Nanoseconds(); Clock.Now < end;)
        {
            var now = Clock.Now;
            guests.ForEach(guest => Act(guest, now));
            party.Serve(10);
        }

        party.Settle();
    }

    private System.Net.IPEndPoint RoomEndpoint(string dialect) => server.Endpoint(dialect switch
    {
        "line" => "text",
        "header64" => "header",
        _ => dialect,
    });
}
