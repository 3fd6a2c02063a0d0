namespace WebChatBridge.Benchmarks;

/// <summary>
/// One run of a plan, on the calling thread: connects, posts, checks every delivery by its bytes, and at the end that nothing is
/// missing. Nothing is allocated for a message.
/// </summary>
internal sealed class LoadRun : IDisposable
{
    private const int SendBytes = 256 * 1_024;

    // Where nobody is welcomed: until everybody sits, hopefully; who does not, loses something, and that is counted.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(300);

    private readonly LoadPlan plan;
    private readonly Crowd crowd;
    private readonly Inspector inspector;
    private readonly Tally tally = new();
    private readonly Histogram latency = new();
    private readonly List<Member> senders = [];
    private readonly List<Member> due = [];
    private readonly byte[] sending = new byte[SendBytes + Payload.MostBytes + 256];
    private Member[] members = [];
    private bool measuring;
    private bool posting;
    private long posted;
    private long paceStart;
    private long progressAt;
    private long stoppedAt;
    private double? stoppedClosedAfter;

    public LoadRun(LoadPlan plan)
    {
        this.plan = plan;
        inspector = new Inspector(tally, plan.Pairs, Speaker);
        crowd = new Crowd(plan.Hello) { Heard = Hear, Ended = End };
    }

    public LoadResult Run()
    {
        var meter = new LoadMeter(plan.ServerPid);
        double connects = 0;
        if (plan.Idle > 0)
        {
            meter.BeforeIdle();
            connects = crowd.Connect(plan.Idle, plan.Connecting, TimeSpan.FromSeconds(60), i => Make(i, idle: true));
            Serve(TimeSpan.FromSeconds(2));
            meter.AfterIdle(plan.Idle, () => Serve(TimeSpan.FromSeconds(2)));
        }

        var count = plan.Rooms * plan.Members;
        members = new Member[count];
        var rate = crowd.Connect(count, plan.Connecting, TimeSpan.FromSeconds(60), i => Make(i, idle: false));
        Serve(plan.Speech.Welcomes && plan.Hello is null ? TimeSpan.Zero : Settling);
        posting = true;
        paceStart = progressAt = Clock.Now;
        due.AddRange(senders);
        senders.ForEach(static sender => sender.IsDue = true);
        var ok = Talk(plan.Warmup);
        Measure();
        meter.Begin(tally.Delivered, posted);
        ok = ok && Talk(plan.Duration);
        meter.End(tally.Delivered, posted);
        measuring = posting = false;
        ok = Drain() && ok;
        Judge();
        return meter.Result(plan, tally, latency, ok) with
        {
            Connections = count + plan.Idle,
            ConnectsPerSecond = plan.Idle > 0 ? connects : rate,
            StoppedClosedAfter = stoppedClosedAfter,
            Sent = posted,
        };
    }

    public void Dispose() => crowd.Dispose();

    private Member Make(int index, bool idle)
    {
        var room = idle ? -1 : index / plan.Members;
        var seat = idle ? -1 : index % plan.Members;
        var stops = room == 0 && seat >= plan.Members - plan.Stopped;
        var listeners = plan.Members - 1 - (room == 0 ? plan.Stopped : 0);
        var member = new Member(
            new Peer(plan.Server), plan.Speech, index, room, $"{(idle ? "i" : "")}{plan.Tag}{index}", new Ear(tally, fromTheStart: true))
        {
            Stops = stops,
            Sender = !idle && seat < plan.Senders ? new Sender(index, plan.Pairs ? 0 : seat, listeners) : null,
        };
        if (!idle)
        {
            members[index] = member;
        }

        if (member.Sender is not null)
        {
            senders.Add(member);
        }

        return member;
    }

    private void Measure()
    {
        latency.Clear();
        measuring = true;
        foreach (var member in members.Where(static member => member.Stops))
        {
            crowd.StopReading(member);
            stoppedAt = Clock.Now;
        }
    }

    private void Serve(TimeSpan time)
    {
        for (var end = Clock.Now + time.Nanoseconds(); Clock.Now < end;)
        {
            crowd.Serve(10);
        }
    }

    // False when nothing moved for too long.
    private bool Talk(TimeSpan time)
    {
        var end = Clock.Now + time.Nanoseconds();
        for (var now = Clock.Now; now < end; now = Clock.Now)
        {
            if (plan.Rate > 0)
            {
                var wait = PostDue(now);
                crowd.Serve(wait);
            }
            else
            {
                PostAll();
                crowd.Serve(10);
                if (now - progressAt > plan.Patience.Nanoseconds())
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool Drain()
    {
        progressAt = Clock.Now;
        while (senders.Exists(static sender => sender.Sender!.UnderWay > 0))
        {
            crowd.Serve(10);
            if (Clock.Now - progressAt > plan.Patience.Nanoseconds())
            {
                break;
            }
        }

        var all = senders.TrueForAll(static sender => sender.Sender!.UnderWay == 0);
        Serve(plan.Aftermath);
        return all;
    }

    // Answers for how many milliseconds there is nothing to do; below one it is waited for awake.
    private int PostDue(long now)
    {
        while (true)
        {
            var at = paceStart + (long)(posted * 1e9 / plan.Rate);
            if (at > now)
            {
                return (int)Math.Min(10, (at - now) / 1_000_000);
            }

            var member = senders[(int)(posted % senders.Count)];
            if (member.IsClosed || member.Sender!.UnderWay >= Sender.MostUnderWay - 1)
            {
                return 1; // far behind; its latency is counted from when it was due all the same
            }

            Post(member, 1, at);
        }
    }

    private void PostAll()
    {
        foreach (var member in due)
        {
            member.IsDue = false;
            if (!member.IsClosed)
            {
                Post(member, plan.Window - member.Sender!.UnderWay, Clock.Now);
            }
        }

        due.Clear();
    }

    private void Post(Member member, int count, long at)
    {
        var length = 0;
        for (; count > 0 && length < SendBytes; count--, posted++)
        {
            length += plan.Speech.WritePost(sending.AsSpan(length), member.Number, member.Sender!.Sent, plan.Size);
            member.Sender.Send(at);
        }

        crowd.Send(member, sending.AsSpan(0, length));
    }

    private void Hear(Member member, ReadOnlySpan<byte> frame, long now)
    {
        if (inspector.Take(member, frame, plan.Size, out var message, out var first) is not { } sender)
        {
            return;
        }

        progressAt = now;
        if (measuring)
        {
            latency.Record(now - sender.SentAt(message));
        }

        for (var settled = first; settled <= message; settled++)
        {
            if (sender.Settle(settled) && posting && members[sender.Number] is { IsDue: false } poster)
            {
                poster.IsDue = true;
                due.Add(poster);
            }
        }
    }

    private Sender? Speaker(Member listener, int number) =>
        number < members.Length && members[number] is { Sender: { } sender } member && (plan.Pairs || member.Room == listener.Room) ? sender : null;

    private void End(Member member, string why)
    {
        if (!member.IsReady)
        {
            throw new IOException($"Connection {member.Number}: {why}.");
        }

        if (member.Stops)
        {
            stoppedClosedAfter ??= (Clock.Now - stoppedAt) / 1e9;
        }
        else
        {
            tally.Closed++;
            tally.Note($"connection {member.Number} ended: {why}");
        }
    }

    private void Judge()
    {
        var heard = members.Where(static member => member.Partner is not null).Select(static member => member.Partner!.Value).ToHashSet();
        foreach (var member in members.Where(static member => !member.Stops))
        {
            foreach (var sender in plan.Pairs ? senders.Where(sender => sender.Number == member.Partner) : OthersOf(member))
            {
                member.Ear.Settle(sender.Sender!, sender.Sender!.Sent);
            }
        }

        foreach (var sender in plan.Pairs ? senders.Where(sender => !heard.Contains(sender.Number)) : [])
        {
            tally.Lost += sender.Sender!.Sent;
            tally.Note($"nobody heard sender {sender.Number}");
        }
    }

    private IEnumerable<Member> OthersOf(Member member) => members
        .Skip(member.Room * plan.Members)
        .Take(plan.Senders)
        .Where(sender => sender != member);
}
