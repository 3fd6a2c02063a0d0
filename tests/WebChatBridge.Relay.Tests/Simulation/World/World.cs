using System.Text;

namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>
/// Everything a seed is about. It takes one step after the other: the relay works a little, bytes move, the disk turns, time
/// passes, a client does something, or something goes wrong. Chance decides which, so a seed is a story that can be told again.
/// </summary>
internal sealed class World
{
    private readonly Dictionary<Fault, long> faults = [];
    private readonly Troubles troubles;
    private DateTimeOffset now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private int lives;
    private int places;

    public World(long seed, Plan plan)
    {
        Plan = plan;
        Chance = new Chance((ulong)seed);
        Setting = new Setting(Chance.Fork(1));
        if (plan.Mutant == Mutant.NobodyIsTooSlow)
        {
            Setting.Options.Limits.WriteStall = TimeSpan.FromHours(1);
        }

        Disk = new SimDisk(plan.Mutant, Chance.Fork(2));
        troubles = new Troubles(this, Chance.Fork(3));
        Clients =
        [
            .. Enumerable.Range(0, Setting.Json).Select(number => new JsonClient(this, number, wanders: Setting.Rooms.Length > 1 && number % 2 == 1)),
            .. Enumerable.Range(0, Setting.Line).Select(number => new TextClient(this, number, Setting.LineDoor)),
            .. Enumerable.Range(0, Setting.Nul).Select(number => new TextClient(this, number, Setting.NulDoor)),
            .. Enumerable.Range(0, Setting.Header).Select(number => new TextClient(this, number, Setting.PairsDoor)),
        ];
        Users = [.. Enumerable.Range(0, Setting.Hub).Select(number => new HubUser(this, number))];
    }

    public Plan Plan { get; }

    public Setting Setting { get; }

    public Chance Chance { get; }

    public SimDisk Disk { get; }

    public Trace Trace { get; } = new();

    public Ledger Ledger { get; } = new();

    public IReadOnlyList<SimClient> Clients { get; }

    public IReadOnlyList<HubUser> Users { get; }

    /// <summary>The life of the relay at hand; null between two.</summary>
    public SimRelay? Relay { get; private set; }

    /// <summary>Units that clients read.</summary>
    public long Units { get; set; }

    /// <summary>Pieces of work of all lives.</summary>
    public long Work { get; private set; }

    public IReadOnlyDictionary<Fault, long> Faults => faults;

    public int Lives => lives;

    public void Count(Fault fault) => faults[fault] = faults.GetValueOrDefault(fault) + 1;

    public bool Without(Fault fault) => Plan.Without.Contains(fault);

    /// <summary>Whether this double strikes now.</summary>
    public bool Mutates(Mutant mutant) => Plan.Mutant == mutant && Chance.OneIn(mutant == Mutant.ReasonIsSwallowed ? 1 : 15);

    /// <summary>A number greater than all before: the order in which things were sent.</summary>
    public int NextPlace() => places++;

    public Post NewPost(string by, string? idPrefix)
    {
        var token = Ledger.Posts.Count;
        var text = new StringBuilder().Append('~').Append(token).Append('~');
        var length = Chance.OneIn(20) ? Setting.LongText * 2 : Chance.Below(Setting.LongText);
        var letters = Chance.OneIn(5) ? "aé€\U0001F600" : "abcdefgh";
        while (text.Length < (letters.Length == 8 ? length : length / 2)) // two bytes each, about
        {
            text.Append(letters);
        }

        var post = new Post(token, by, idPrefix is null ? null : $"{idPrefix}{token}", Encoding.UTF8.GetBytes(text.ToString()));
        Ledger.Posts.Add(post);
        return post;
    }

    public void Step()
    {
        Trace.Step++;
        switch (Chance.Below(100))
        {
            case < 15:
                Do(Chance.Between(1, 40));
                break;
            case < 40:
                Say();
                break;
            case < 60:
                Move(Chance.Pick(Clients));
                break;
            case < 80:
                Chance.Pick(Clients).Read(Chance.OneIn(3) ? Chance.Between(1, 200) : int.MaxValue);
                break;
            case < 92:
                Turn(Chance.Between(1, 4));
                break;
            default:
                Pass(TimeSpan.FromMilliseconds(Chance.Between(1, 150)));
                break;
        }

        if (Chance.OneIn(Setting.FaultEvery))
        {
            troubles.Strike();
        }

        Do(Chance.Below(12));
        Look();
    }

    /// <summary>The relay works: so many pieces, if there are as many.</summary>
    public bool Do(int pieces)
    {
        var worked = false;
        for (; pieces > 0 && Relay is { } relay && relay.Context.Step(); pieces--)
        {
            worked = true;
            Work++;
        }

        return worked;
    }

    /// <summary>Some of what a client sent arrives.</summary>
    public void Move(SimClient client)
    {
        if (client.Link is { Wire.Up: { Moves: true } up })
        {
            Enter(() => up.Move(Chance.OneIn(3) ? Chance.Between(1, 100) : int.MaxValue / 2));
        }
    }

    public void Turn(int operations)
    {
        for (; operations > 0 && Disk.Waited; operations--)
        {
            Enter(Disk.Turn);
        }
    }

    public void Pass(TimeSpan time)
    {
        now += time;
        Relay?.Pass(time);
    }

    /// <summary>Starts the relay on what the disk has kept.</summary>
    public void Boot()
    {
        Relay = new SimRelay(Setting.Options, Disk, Plan.Mutant, now, Setting.Order, Chance.Fork((ulong)(1_000 + lives++)));
        Trace.Say("the relay starts, life {0}, {1} messages kept", lives, Disk.Kept.Count);
        Relay.Start();
    }

    /// <summary>This life of the relay is over.</summary>
    public void Bury()
    {
        Check(Relay!);
        Relay!.Context.Die();
        Relay = null;
    }

    /// <summary>What must be true all the time.</summary>
    public void Look()
    {
        if (Relay is not { } relay)
        {
            return;
        }

        Check(relay);
        foreach (var link in Ledger.Links)
        {
            if (link.Behind is null && link.Life == lives)
            {
                link.Behind = relay.Relay.Core.Sessions.Open.Concat(relay.Relay.Core.Sessions.Closed).FirstOrDefault(session => session.Remote == link.Wire.Remote);
            }
        }

        if (relay.Stopped is { IsCompleted: true } stopped)
        {
            Trace.Say("the relay has stopped in order");
            stopped.GetAwaiter().GetResult();
            Bury();
        }
    }

    public void Enter(Action what)
    {
        if (Relay is { } relay)
        {
            relay.Context.Enter(what);
        }
        else
        {
            what();
        }
    }

    private void Check(SimRelay relay)
    {
        Trace.Mix(relay.Context.Fingerprint);
        if (relay.Context.Escaped is { } how)
        {
            throw new BrokenPromise("simulation", $"work left the scheduler: {how}");
        }

        if (relay.Started.IsFaulted || relay.Relay.Running.IsFaulted || relay.Errors.Any())
        {
            throw new BrokenPromise("P8", $"the relay has a fault: {relay.Started.Exception} {relay.Relay.Running.Exception} {string.Join('\n', relay.Errors)}");
        }
    }

    private void Say()
    {
        if (Relay is null)
        {
            Boot();
            return;
        }

        var who = Chance.Below(Clients.Count + Users.Count);
        Enter(() =>
        {
            if (who < Clients.Count)
            {
                Clients[who].Act();
            }
            else
            {
                Users[who - Clients.Count].Act();
            }
        });
    }
}
