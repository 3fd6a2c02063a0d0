using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// Hands what is in the log to the members of a room: encoded once for each dialect, appended to each outbox in one piece;
/// only who sent something himself gets it piece by piece, with his acknowledgements in between. Owner: the core loop.
/// </summary>
/// <remarks>
/// The pace of a room is that of its fastest reader: while every outbox is behind, the rest waits in
/// <see cref="Room.Arriving"/>, and with it the senders (<see cref="Credit"/>). A slower reader is never waited for.
/// </remarks>
internal sealed class Delivery(Core core)
{
    // Small against the outbox limit, so that a reader a little slower than the fastest has time to catch up.
    private const int SliceBytes = 65_536;
    private const int BehindBytes = 32_768;

    private readonly List<Stored> slice = [];
    private readonly List<Spelling> spellings = [];
    private int spellingsUsed;
    private long number;

    /// <summary>Delivers what has arrived, as far as the fastest reader can take it; the rest follows by itself.</summary>
    public void Deliver(Room room)
    {
        while (room.Arriving.Count > 0 && !room.Held)
        {
            if (FastestIfBehind(room) is { } fastest)
            {
                Hold(room, fastest);
                return;
            }

            DeliverSlice(room);
        }
    }

    /// <summary>Delivers all that has arrived: before members change, so that everybody gets just what was said while he was there.</summary>
    public void Flush(Room room)
    {
        while (room.Arriving.Count > 0)
        {
            DeliverSlice(room);
        }
    }

    /// <summary>Tells an event to everybody in the room but one, and but the seats of a pair, whose pipe is transparent.</summary>
    public void Announce(Room room, ServerEvent what, Session except)
    {
        foreach (var member in room.Members)
        {
            if (member != except && room.Pair?.Has(member.Id) != true)
            {
                Tell(member, what);
            }
        }
    }

    /// <summary>Tells one session something.</summary>
    public void Tell(Session session, ServerEvent what)
    {
        if (!session.Tell(what))
        {
            TooSlow(session);
        }
    }

    private void DeliverSlice(Room room)
    {
        TakeSlice(room);
        foreach (var member in room.Members)
        {
            if (member.Outbox is not { } outbox || member.Replaying)
            {
                continue;
            }

            var spelling = SpellingFor(member, room);
            var fits = member.SentInDelivery == number
                ? AppendOthers(member, outbox, spelling)
                : Append(member, outbox, spelling.Bytes, slice.Count);
            if (!fits)
            {
                TooSlow(member);
            }
        }

        foreach (var stored in slice)
        {
            stored.Sender.Credit.Give(stored.Message.Payload.Length);
            stored.Done?.SetResult(new Posted(room.Name, stored.Message.Seq, OnTheirWay(room, stored.Sender)));
        }
    }

    private void TakeSlice(Room room)
    {
        number++;
        spellingsUsed = 0;
        slice.Clear();
        var bytes = 0;
        while (bytes < SliceBytes && room.Arriving.TryDequeue(out var stored))
        {
            slice.Add(stored);
            stored.Sender.SentInDelivery = number;
            bytes += stored.Message.Payload.Length;
        }
    }

    private bool Append(Session member, Outbox outbox, ReadOnlySpan<byte> bytes, int messages)
    {
        member.MessagesOut += messages;
        core.Metrics.Sent(messages);
        return outbox.TryAppend(bytes);
    }

    private bool AppendOthers(Session member, Outbox outbox, Spelling spelling)
    {
        var acknowledges = member.Endpoint!.SaysHello;
        var fits = true;
        for (var i = 0; i < slice.Count && fits; i++)
        {
            var stored = slice[i];
            if (stored.Sender != member)
            {
                fits = Append(member, outbox, spelling.Slice(i), 1);
            }
            else if (acknowledges)
            {
                fits = member.Tell(new ServerEvent.Ack(stored.PostId, stored.Message.Room, stored.Message.Seq));
            }
        }

        return fits;
    }

    private Spelling SpellingFor(Session member, Room room)
    {
        var dialect = member.Input.Dialect!;
        var seat = room.Pair?.Has(member.Id) == true;
        for (var i = 0; i < spellingsUsed; i++)
        {
            if (spellings[i].Serves(dialect, seat))
            {
                return spellings[i];
            }
        }

        if (spellingsUsed == spellings.Count)
        {
            spellings.Add(new Spelling());
        }

        var spelling = spellings[spellingsUsed++];
        spelling.Fill(dialect, seat, room, member, slice);
        return spelling;
    }

    private static Outbox? FastestIfBehind(Room room)
    {
        Outbox? fastest = null;
        foreach (var member in room.Members)
        {
            if (member.Outbox is { } outbox && !member.Replaying)
            {
                if (outbox.Queued < BehindBytes)
                {
                    return null;
                }

                fastest = fastest is null || outbox.Queued < fastest.Queued ? outbox : fastest;
            }
        }

        return fastest;
    }

    private void Hold(Room room, Outbox fastest)
    {
        room.Held = true;
        _ = fastest.WhenWrittenAsync(fastest.Mark - (BehindBytes / 2)).ContinueWith(
            _ => core.Queue.Signal(null, new Signals.Visit(() =>
            {
                room.Held = false;
                Deliver(room);
            })),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private static List<(Session Session, long Mark)> OnTheirWay(Room room, Session sender) =>
        [.. room.Members.Where(member => member is { Outbox: not null, Replaying: false } && member != sender).Select(static member => (member, member.Outbox!.Mark))];

    private void TooSlow(Session session)
    {
        var outbox = session.Outbox!;
        core.Queue.Signal(session, new Signals.Ended(new CloseReason(
            CloseCode.TooSlow,
            $"too slow: {outbox.Queued:N0} B waited and more did not fit, the limit is {core.Limits.OutboxBytes:N0} B (Relay:Limits:OutboxBytes)")));
    }
}
