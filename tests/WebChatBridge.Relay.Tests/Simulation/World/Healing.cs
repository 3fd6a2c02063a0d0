namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>The end of a story: whatever was broken is mended, everybody may finish, and the relay stops in order.</summary>
internal sealed class Healing(World world)
{
    private const int Rounds = 80;

    private const int RestlessWork = 100_000;

    // Longer than WriteStall, HalfCloseGrace and the lingering of a close together.
    private const int QuietRounds = 26;

    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(250);

    private bool Crowded => world.Setting.Options.Limits.MaxSessions < world.Clients.Count;

    public void Heal()
    {
        world.Trace.Say("everything is mended");
        (world.Disk.Failing, world.Disk.Quick) = (false, true);
        foreach (var link in world.Ledger.Links.Where(link => link.Life == world.Lives && link.End == LinkEnd.Vanished))
        {
            world.Enter(link.Wire.Reset); // TCP keepalive has found out meanwhile
        }

        foreach (var client in world.Clients)
        {
            client.ReadBytes = int.MaxValue;
            client.StoppedReading = client.NeverReads;
        }

        var quiet = 0;
        for (var round = 0; quiet < QuietRounds; round++)
        {
            if (round == Rounds)
            {
                throw new BrokenPromise("P1", $"{Waiting()}, {Rounds * Round.TotalSeconds} s after everything was mended");
            }

            Settle();
            quiet = world.Relay is not null && Waiting() is null ? quiet + 1 : 0;
            ComeBack();
            world.Pass(Round);
        }

        Settle();
    }

    public void Stop()
    {
        world.Relay!.Stop();
        for (var round = 0; round < Rounds && world.Relay is not null; round++)
        {
            Settle();
            world.Pass(Round);
        }

        if (world.Relay is not null)
        {
            throw new BrokenPromise("P9", $"the relay has not stopped {Rounds * Round.TotalSeconds} s after it was told to");
        }

        if (world.Ledger.Links.Find(link => link.Life == world.Lives && link is { Behind: not null, Wire.Disposed: false, End: LinkEnd.None or LinkEnd.Fin }) is { } left)
        {
            throw new BrokenPromise("P9", $"the relay has stopped and still holds link {left.Number}");
        }
    }

    private string? Waiting()
    {
        if (world.Clients.FirstOrDefault(static client => client is { Waits: true, NeverReads: false }) is { } client)
        {
            return $"json {client.Number} still waits for an acknowledgement {Where(client.Link)}";
        }

        return world.Users.Any(user => user.Waits) ? "a user of the hub still waits for the answer to a post" : null;
    }

    private static string Where(Link? link) => link?.Behind is not { } session
        ? $"(link {link?.Number})"
        : $"(link {link.Number}, {link.End}, session {session.Id} in {session.Room?.Name}, closed: {session.Closed?.Reason.Sentence ?? "no"}, seated {session.Seated}, "
            + $"replaying {session.Replaying}, room held {session.Room?.Held}, arriving {session.Room?.Arriving.Count}, half-closed {session.HalfClosedAt}, {session.Input.Bytes} B came, {link.Wire.Up.UnderWay} B under way, queued {session.Outbox?.Queued})";

    // Until nothing happens any more by itself.
    private void Settle()
    {
        var going = true;
        for (var until = world.Work + RestlessWork; going;)
        {
            if (world.Work > until)
            {
                throw new BrokenPromise("P8", $"the relay does not come to rest within {RestlessWork:N0} pieces of work");
            }

            going = world.Do(1_000);
            foreach (var client in world.Clients)
            {
                var units = world.Units;
                going |= client.Link is { Wire.Up.Moves: true };
                world.Move(client);
                world.Enter(() => client.Read(int.MaxValue));
                going |= world.Units > units;
            }

            going |= world.Disk.Waited;
            world.Turn(int.MaxValue);
            world.Look();
        }
    }

    private void ComeBack()
    {
        if (world.Relay is null)
        {
            world.Boot();
            return;
        }

        foreach (var client in world.Clients)
        {
            if (Crowded && client is { Waits: false, Alive: true })
            {
                world.Enter(client.Link!.Wire.Reset); // others wait for the seat
                client.Ended(LinkEnd.OwnReset);
            }
            else if (client is JsonClient { Waits: true, NeverReads: false } json)
            {
                world.Enter(() => Insist(json));
            }
        }
    }

    private static void Insist(JsonClient json)
    {
        if (!json.Alive)
        {
            json.Connect();
        }
        else if (!json.Link!.Finished)
        {
            json.Insist();
        }
    }
}
