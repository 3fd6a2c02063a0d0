using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>What goes wrong, when it is time that something does.</summary>
internal sealed class Troubles(World world, Chance chance)
{
    private static readonly Fault[] All = [.. Enum.GetValues<Fault>().Except([Fault.Refusal, Fault.SentAgain])];

    public void Strike()
    {
        var fault = chance.Pick(All);

        // The rarer ones end much at once: too often, and nothing else would have time to happen.
        if ((fault is Fault.Crash or Fault.Restart && !chance.OneIn(3)) || world.Without(fault))
        {
            return;
        }

        var client = chance.Pick(world.Clients);
        var struck = fault switch
        {
            Fault.StoreFails => Toggle(),
            Fault.StoreStalls => Stall(),
            Fault.Crash => Crash(),
            Fault.Restart => Restart(),
            Fault.TimeJump => Jump(),
            Fault.StopReading => Stop(client),
            Fault.SlowReader => Slow(client),
            _ => client is { Alive: true, Link: { } link } && Cut(fault, client, link),
        };
        if (struck)
        {
            world.Count(fault);
        }
    }

    private bool Cut(Fault fault, SimClient client, Link link)
    {
        world.Trace.Say("fault: {0} of link {1}", fault, link.Number);
        var up = link.Wire.Up;
        switch (fault)
        {
            case Fault.TornFrame:
                up.Tear(chance.Below(up.UnderWay + 1));
                up.Fin();
                link.Finished = true;
                break;
            case Fault.HalfClose:
                up.Fin();
                link.Finished = true;
                break;
            case Fault.Fin:
                up.Fin();
                world.Enter(link.Wire.Down.Break);
                client.Ended(LinkEnd.OwnReset);
                break;
            case Fault.Reset:
                world.Enter(link.Wire.Reset);
                client.Ended(LinkEnd.OwnReset);
                break;
            case Fault.Vanish:
                client.Ended(LinkEnd.Vanished);
                break;
            case Fault.Kick:
                return link.Life == world.Lives && link.Behind is { Closed: null } session && world.Relay is { } relay && Kick(relay, session);
        }

        return true;
    }

    private bool Kick(SimRelay relay, Session session)
    {
        var kicked = false;
        var reason = new CloseReason(CloseCode.Kicked, "closed by the simulation");
        world.Enter(() => kicked = relay.Relay.Core.Queue.Signal(session, new Signals.Ended(reason, Reset: chance.OneIn(3))));
        return kicked;
    }

    private bool Toggle()
    {
        world.Disk.Failing = !world.Disk.Failing;
        world.Trace.Say("fault: the disk {0}", world.Disk.Failing ? "is full" : "has room again");
        return world.Disk.Failing;
    }

    private bool Stall()
    {
        world.Disk.Quick = !world.Disk.Quick;
        world.Trace.Say("fault: the disk is {0}", world.Disk.Quick ? "quick" : "slow");
        return !world.Disk.Quick;
    }

    private bool Jump()
    {
        var time = TimeSpan.FromMilliseconds(chance.Between(500, 5_000));
        world.Trace.Say("fault: {0} ms pass at once", (int)time.TotalMilliseconds);
        world.Pass(time);
        return true;
    }

    private bool Stop(SimClient client)
    {
        client.StoppedReading = !client.StoppedReading;
        client.NeverReads = client.StoppedReading && chance.OneIn(6);
        world.Trace.Say("fault: the client of link {0} {1}", client.Link?.Number, client.StoppedReading ? "stops reading" : "reads again");
        return client.StoppedReading;
    }

    private bool Slow(SimClient client)
    {
        client.ReadBytes = client.ReadBytes == int.MaxValue ? chance.Between(10, 200) : int.MaxValue;
        world.Trace.Say("fault: the client of link {0} reads {1} B at most", client.Link?.Number, client.ReadBytes);
        return client.ReadBytes != int.MaxValue;
    }

    private bool Restart()
    {
        if (world.Relay is not { Open: true, Stopped: null } relay || !relay.Started.IsCompletedSuccessfully)
        {
            return false;
        }

        world.Trace.Say("fault: the relay is told to stop");
        relay.Stop();
        return true;
    }

    private bool Crash()
    {
        if (world.Relay is null)
        {
            return false;
        }

        world.Disk.Crash();
        world.Trace.Say("fault: the power goes; {0} messages are kept", world.Disk.Kept.Count);
        world.Bury();
        foreach (var client in world.Clients.Where(static client => client.Alive))
        {
            client.Link!.Wire.Die();
            if (chance.OneIn(4))
            {
                client.Ended(LinkEnd.Vanished);
            }
        }

        return true;
    }
}
