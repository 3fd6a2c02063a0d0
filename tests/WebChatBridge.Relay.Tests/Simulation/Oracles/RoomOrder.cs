namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>
/// P4, P6, P10: each room's numbers have no gap, and what a client got of a room is a piece of its log: from where it sat down, or
/// from the number it asked for, nothing missing, nothing twice, nothing out of place, up to where its connection ended.
/// </summary>
internal static class RoomOrder
{
    public static void Judge(World world, Chronicle stored)
    {
        foreach (var (room, messages) in stored.Rooms)
        {
            for (var i = 0; i < messages.Count; i++)
            {
                if (messages[i].Message.Seq != i + 1)
                {
                    throw new BrokenPromise("P4", $"{Chronicle.Name(messages[i])} is message {i + 1} of {room}");
                }
            }
        }

        foreach (var link in world.Ledger.Links)
        {
            foreach (var stay in link.Stays)
            {
                Judge(link, stay, stored, last: stay == link.Stays[^1]);
            }

            link.Looked.ForEach(seen => Found(stored, link, seen));
        }
    }

    private static void Judge(Link link, Stay stay, Chronicle stored, bool last)
    {
        var promise = stay.Resumed ? "P10" : "P4";
        stay.Got.ForEach(seen => Found(stored, link, seen));
        var room = stay.Got.Count > 0 ? stored.Find(stay.Got[0].Token)!.Message.Room : stay.Room ?? link.Behind?.Room?.Name;
        if (room is null || !stored.Rooms.TryGetValue(room, out var messages))
        {
            return;
        }

        var session = link.Behind?.Id ?? link.Session;
        var due = messages.Where(draft => draft.Message.From.Id != session && Chronicle.TokenOf(draft) >= 0).ToList();
        var start = Start(stay, due, stored);
        for (var i = 0; i < stay.Got.Count; i++)
        {
            var next = start + i < due.Count ? due[start + i] : null;
            if (next is null || Chronicle.TokenOf(next) != stay.Got[i].Token)
            {
                throw new BrokenPromise(promise, $"link {link.Number} (session {session}) got ~{stay.Got[i].Token}~ in {room} after {Before(stay, i)}, and {(next is null ? "nothing" : Chronicle.Name(next))} is next there");
            }
        }

        Begins(link, stay, due, start, promise, stored);
        var healthy = last && link is { End: LinkEnd.None, Client.NeverReads: false, Behind: { Closed: null, HalfClosedAt: null, Seated: true } };
        if (healthy && start + stay.Got.Count < due.Count && (stay.After is not null || stay.Got.Count > 0))
        {
            throw new BrokenPromise(promise, $"link {link.Number} (session {session}) reads all it gets in {room}, and never got {Chronicle.Name(due[start + stay.Got.Count])}");
        }
    }

    private static int Start(Stay stay, List<Draft> due, Chronicle stored)
    {
        if (stay.After is { } after)
        {
            var first = due.FindIndex(draft => draft.Message.Seq > after);
            return first < 0 ? due.Count : first;
        }

        return stay.Got.Count == 0 ? due.Count : due.FindIndex(draft => draft == stored.Find(stay.Got[0].Token));
    }

    // Where a client cannot know from which number on it must get everything, it knows something else.
    private static void Begins(Link link, Stay stay, List<Draft> due, int start, string promise, Chronicle stored)
    {
        if (stay.After is not null || stay.Got.Count == 0)
        {
            return;
        }

        if (start > 0 && stored.OrderOf(Chronicle.TokenOf(due[start - 1])) >= stay.KeptWhenSeated)
        {
            throw new BrokenPromise(promise, $"link {link.Number} was welcome already when {Chronicle.Name(due[start - 1])} was stored, and began with {Chronicle.Name(due[start])}");
        }

        // The two seats of a pair are there for each other from beginning to end.
        var partner = due[start].Message.From.Id;
        if (link.Behind?.Endpoint is { Pairs: true } && due.Find(draft => draft.Message.From.Id == partner) != due[start])
        {
            throw new BrokenPromise(promise, $"link {link.Number} is in a pair with session {partner}, and began with {Chronicle.Name(due[start])}");
        }
    }

    private static void Found(Chronicle stored, Link link, Seen seen)
    {
        if (stored.Find(seen.Token) is not { } draft)
        {
            throw new BrokenPromise("P1", $"link {link.Number} got ~{seen.Token}~, which is not stored");
        }

        // What a FIN tore in the middle of a character cannot be shown as it is.
        var same = draft.Message.Unterminated || seen.Text.AsSpan().EndsWith(draft.Message.Payload.Span);
        if (!same || (seen.Seq > 0 && seen.Seq != draft.Message.Seq))
        {
            throw new BrokenPromise("P4", $"link {link.Number} got ~{seen.Token}~ as number {seen.Seq}, and it is {Chronicle.Name(draft)}; the text {(same ? "is the same" : "differs")}");
        }
    }

    private static string Before(Stay stay, int i) => i > 0 ? $"~{stay.Got[i - 1].Token}~" : stay.After is { } after ? $"number {after}" : "nothing";
}
