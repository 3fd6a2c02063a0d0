namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>P3: in each room, the messages of a session stand in the order in which it sent them.</summary>
internal static class SenderOrder
{
    public static void Judge(World world, Chronicle stored)
    {
        var links = world.Ledger.Links.ToLookup(static link => link.Behind?.Id ?? link.Session);
        foreach (var room in stored.Rooms.Values)
        {
            var last = new Dictionary<long, (int Place, string Name)>();
            foreach (var draft in room.Where(static draft => Chronicle.TokenOf(draft) >= 0))
            {
                last.TryGetValue(draft.Message.From.Id, out var before);
                var places = PlacesOf(world, links[draft.Message.From.Id], draft);
                var place = places.Find(place => place > before.Place || before.Name is null);
                if (before.Name is not null && place <= before.Place)
                {
                    throw new BrokenPromise("P3", $"{Chronicle.Name(draft)} was sent before {before.Name} and is stored after it");
                }

                last[draft.Message.From.Id] = (place, Chronicle.Name(draft));
            }
        }
    }

    private static List<int> PlacesOf(World world, IEnumerable<Link> links, Draft draft)
    {
        var token = Chronicle.TokenOf(draft);
        if (world.Ledger.Posts[token].By.StartsWith("hub", StringComparison.Ordinal))
        {
            return [token]; // a user of the hub has no wire; he posts in the order of the numbers
        }

        // The number of a session that ended with a crash before anything of it was kept is given again: there may be two of them.
        return links.Select(link => link.Sent.GetValueOrDefault(token)).LastOrDefault(static places => places is not null)
            ?? throw new BrokenPromise("P2", $"{Chronicle.Name(draft)} is stored in the name of a session that did not send it");
    }
}
