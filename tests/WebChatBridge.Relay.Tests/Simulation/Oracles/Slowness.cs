using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>
/// P6: who is closed as too slow is told so, whoever can still hear it; who does not read what waits for him is closed; and an
/// orderly close never tears a frame. That nothing was left out before is for <see cref="RoomOrder"/>.
/// </summary>
internal static class Slowness
{
    public static void Judge(World world)
    {
        foreach (var link in world.Ledger.Links)
        {
            if (link.End == LinkEnd.Fin && link.Torn > 0)
            {
                throw new BrokenPromise("P6", $"link {link.Number} was closed in order, in the middle of a frame: {link.Torn} B of it came");
            }

            if (link is { End: LinkEnd.Fin, Behind.Closed.Reason.Code: CloseCode.TooSlow } && !Told(link))
            {
                throw new BrokenPromise("P6", $"link {link.Number} was closed as too slow, read to the end, and was not told: '{link.Last}'");
            }
        }
    }

    /// <summary>While the relay still runs: nobody who does not read is kept.</summary>
    public static void JudgeReaders(World world)
    {
        foreach (var link in world.Ledger.Links)
        {
            if (link.Life == world.Lives && link.Client.Link == link && link is { End: LinkEnd.None, Client.NeverReads: true, Behind: { Closed: null, Outbox.Queued: > 0 } session })
            {
                throw new BrokenPromise("P6", $"link {link.Number} does not read, {session.Outbox!.Queued} B wait for it, and it is not closed");
            }
        }
    }

    private static bool Told(Link link) => link.Behind!.Input.Dialect switch
    {
        HeaderDialect => link.Last == "!DISCONNECT",
        NulDialect => true, // it has no word for it
        _ => link.Last.Contains("too slow", StringComparison.Ordinal),
    };
}
