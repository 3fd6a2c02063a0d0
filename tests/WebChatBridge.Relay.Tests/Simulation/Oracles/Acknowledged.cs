namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>P1 and P2: what was acknowledged is stored, where its sender was told; and nothing got lost in the middle of a connection.</summary>
internal static class Acknowledged
{
    public static void Judge(World world, Chronicle stored)
    {
        foreach (var post in world.Ledger.Posts)
        {
            if (post.Acked is not { } told)
            {
                continue;
            }

            if (stored.Find(post.Token) is not { } draft)
            {
                throw new BrokenPromise("P1", $"~{post.Token}~ of {post.By} was acknowledged as {told} and is not stored");
            }

            if ((draft.Message.Room, draft.Message.Seq) != told)
            {
                throw new BrokenPromise("P1", $"~{post.Token}~ of {post.By} was acknowledged as {told} and is stored as {Chronicle.Name(draft)}");
            }
        }

        foreach (var link in world.Ledger.Links.Where(static link => link.Client is TextClient))
        {
            NoHole(world, link, stored);
        }
    }

    // Without acknowledgements a message may be lost with the connection, and then so is everything after it: but none from the middle.
    private static void NoHole(World world, Link link, Chronicle stored)
    {
        int? lost = null;
        foreach (var token in link.Sent.OrderBy(static sent => sent.Value[0]).Select(static sent => sent.Key))
        {
            if (stored.Find(token) is null)
            {
                lost ??= token;
            }
            else if (lost is not null && world.Disk.Refused == link.RefusedBefore)
            {
                throw new BrokenPromise("P2", $"~{lost}~ of link {link.Number} got lost, and ~{token}~, sent after it, did not");
            }
        }
    }
}
