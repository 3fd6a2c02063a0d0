namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>One seed, from its beginning to the judgement. Runs inside of <see cref="SimulatedRelay"/>.</summary>
public static class Simulation
{
    /// <summary>
    /// Runs a seed by a plan (<see cref="Plan"/>). Answers which promise was broken, and how; null when each was kept. Adds to the
    /// figures what it did; writes the story when somebody wants it.
    /// </summary>
    public static string? Run(long seed, string plan, Dictionary<string, long> figures, TextWriter? trace)
    {
        var world = new World(seed, Plan.Parse(plan));
        var broken = Judge(world);
        foreach (var (fault, count) in world.Faults)
        {
            Add(figures, $"{fault}", count);
        }

        Add(figures, "steps", world.Trace.Step);
        Add(figures, "work", world.Work);
        Add(figures, "messages", world.Disk.Kept.Count);
        Add(figures, "attempted", world.Ledger.Posts.Count);
        Add(figures, "acked", world.Ledger.Posts.Count(static post => post.Acked is not null));
        Add(figures, "read", world.Ledger.Links.Sum(static link => link.Stays.Sum(static stay => (long)stay.Got.Count)));
        Add(figures, "links", world.Ledger.Links.Count);
        Add(figures, "resumed", world.Ledger.Links.Count(static link => link.Stays.Exists(static stay => stay.Resumed)));
        Add(figures, "too slow", world.Ledger.Links.Count(static link => link.Behind?.Closed?.Reason.Code == Protocol.CloseCode.TooSlow));
        Add(figures, "lost by the disk", world.Disk.Lost);
        Add(figures, "appends refused", world.Disk.Refused);
        Add(figures, "lives", world.Lives);
        figures["fingerprint"] = (long)world.Trace.Fingerprint;
        if (trace is not null)
        {
            world.Trace.WriteTo(trace);
        }

        return broken;
    }

    private static string? Judge(World world)
    {
        try
        {
            var steps = world.Plan.Steps > 0 ? world.Plan.Steps : world.Setting.Steps;
            for (var i = 0; i < steps; i++)
            {
                world.Step();
            }

            var healing = new Healing(world);
            healing.Heal();
            Slowness.JudgeReaders(world);
            var stored = new Chronicle(world);
            Acknowledged.Judge(world, stored);
            SenderOrder.Judge(world, stored);
            RoomOrder.Judge(world, stored);
            Slowness.Judge(world);
            healing.Stop();
            return null;
        }
        catch (BrokenPromise broken)
        {
            return broken.Message;
        }
        catch (Exception error)
        {
            return $"fault of the simulation: {error}";
        }
    }

    private static void Add(Dictionary<string, long> figures, string name, long count) => figures[name] = figures.GetValueOrDefault(name) + count;
}
