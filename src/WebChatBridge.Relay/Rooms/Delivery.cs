using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// Hands what is in the log to the members of a room: encoded once for each dialect, appended to each outbox in one piece;
/// only who sent something himself gets it piece by piece, with his acknowledgements in between. Who sat down meanwhile gets
/// what was said since. Owner: the core loop.
/// </summary>
/// <remarks>
/// The pace of a room is that of its fastest reader: while the sockets of all are full, the rest waits in
/// <see cref="Room.Arriving"/>, and with it the senders (<see cref="Credit"/>). A slower reader is never waited for; a reader
/// to whom we have not written yet is: that is not his slowness. Nor is it when his writes are slowed on purpose, and then nobody
/// is to wait for him.
/// </remarks>
internal sealed class Delivery(Core core)
{
    // What a message costs in json beside its text: a slice of many small ones must stay small, too.
    private const int MessageBytes = 160;

    // Small against the outbox limit, so that a reader a little slower than the fastest has time to catch up.
    private readonly int sliceBytes = Math.Min(65_536, core.Limits.OutboxBytes / 4);
    private readonly int behindBytes = Math.Min(32_768, core.Limits.OutboxBytes / 8);

    private readonly List<Stored> slice = [];
    private readonly List<Spelling> spellings = [];
    private int spellingsUsed;
    private long number;

    /// <summary>Delivers what has arrived, as far as the fastest reader can take it; the rest follows by itself.</summary>
    public void Deliver(Room room)
    {
        while (room.Arriving.Count > 0 && !room.Held)
        {
            if (Awaited(room) is { } awaited)
            {
                Hold(room, awaited);
                return;
            }

            DeliverSlice(room);
        }
    }

    /// <summary>Delivers all that has arrived: before a goodbye, which must come after it.</summary>
    public void Flush(Room room)
    {
        while (room.Arriving.Count > 0)
        {
            DeliverSlice(room);
        }
    }

    /// <summary>
    /// Gives who is about to leave the room what still waits there for it, and its acknowledgements. False when it did not fit.
    /// </summary>
    public bool CatchUp(Session leaving, Room room)
    {
        if (leaving.Outbox is null)
        {
            return true;
        }

        var fits = true;
        foreach (var stored in room.Arriving)
        {
            if (stored.Sender == leaving)
            {
                fits = fits && Acknowledge(leaving, stored);
            }
            else if (fits && !leaving.Replaying && stored.Message.Seq > leaving.SeatedAfter)
            {
                leaving.MessagesOut++;
                core.Metrics.Sent(1);
                var what = room.Event(stored.Message, leaving);
                fits = leaving.Deliver(Speech.Spell(leaving.Input.Dialect!, what), Label.Of(what, leaving.Input.Dialect!));
            }
        }

        return fits;
    }

    /// <summary>Members have changed: whoever is the fastest reader now sets the pace.</summary>
    public void Repace(Room room)
    {
        room.Held = false;
        Deliver(room);
    }

    /// <summary>Tells an event to everybody in the room but one, and but the seats of a pair, whose pipe is transparent.</summary>
    public void Announce(Room room, ServerEvent what, Session except)
    {
        IDialect? spoken = null;
        var spelled = ReadOnlySpan<byte>.Empty;
        foreach (var member in room.Members)
        {
            if (member == except || room.Pair?.Has(member.Id) == true || member is not { Outbox: { } outbox, Input.Dialect: { } dialect })
            {
                continue;
            }

            if (dialect != spoken)
            {
                // Most of a room speaks the same one.
                spelled = Speech.Spell(dialect, what);
                spoken = dialect;
            }

            if (!outbox.TryAppend(spelled, Label.Of(what, dialect)))
            {
                TooSlow(member);
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

    /// <summary>
    /// Tells one session of an error of ours. Where its dialect has no word for it the session ends: a stream that went on with a
    /// hole in it would be worse.
    /// </summary>
    public void TellOrEnd(Session session, ServerEvent.Error error, string why)
    {
        if (session.Understands(error))
        {
            Tell(session, error);
        }
        else
        {
            core.Queue.Signal(session, new Signals.Ended(new CloseReason(CloseCode.ServerError, why)));
        }
    }

    private void DeliverSlice(Room room)
    {
        TakeSlice(room);
        var first = slice[0].Message.Seq;
        foreach (var member in room.Members)
        {
            if (member.Outbox is null or { Completed: true })
            {
                continue; // a user of the hub, or somebody who was told FIN on purpose
            }

            var from = member.Replaying ? slice.Count : (int)Math.Clamp(member.SeatedAfter + 1 - first, 0, slice.Count);
            // Merged on purpose, messages are counted: then they are appended one by one, too.
            var fits = member.SentInDelivery == number || member.Outbox.Slowed ? AppendOthers(member, room, from)
                : from == slice.Count || Append(member, SpellingFor(member, room), from, slice.Count - from);
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
        while (bytes < sliceBytes && room.Arriving.TryDequeue(out var stored))
        {
            slice.Add(stored);
            stored.Sender.SentInDelivery = number;
            bytes += MessageBytes + stored.Message.Payload.Length;
        }
    }

    private bool Append(Session member, Spelling spelling, int from, int messages)
    {
        member.MessagesOut += messages;
        core.Metrics.Sent(messages);
        return member.Deliver(spelling.Slice(from, messages), new Label(FrameKind.Message) { Spelling = spelling, From = from, Count = messages });
    }

    private bool AppendOthers(Session member, Room room, int from)
    {
        var spelling = from < slice.Count ? SpellingFor(member, room) : null;
        var fits = true;
        for (int i = 0, next; i < slice.Count && fits; i = next)
        {
            next = i + 1;
            if (slice[i].Sender == member)
            {
                fits = Acknowledge(member, slice[i]);
                continue;
            }

            // Up to its own next one in one piece; merged on purpose, messages are counted, and appended one by one.
            while (next < slice.Count && slice[next].Sender != member && !member.Outbox!.Slowed)
            {
                next++;
            }

            var first = Math.Max(i, from);
            fits = first >= next || Append(member, spelling!, first, next - first);
        }

        return fits;
    }

    private static bool Acknowledge(Session sender, Stored stored) => sender switch
    {
        { Replies: { } replies } => sender.Outbox!.TryAppend(replies.Next(out var what), what),
        { Input.Dialect: JsonDialect } => sender.Tell(new ServerEvent.Ack(stored.PostId, stored.Message.Room, stored.Message.Seq)),
        _ => true,
    };

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

    // Whom to wait for before the next slice: who is behind because we have not written to him yet; else, when the sockets of all
    // are full, the fastest. Null to go on: a reader who does not take what is his is not waited for.
    private Outbox? Awaited(Room room)
    {
        Outbox? fastest = null;
        var taking = false;
        var next = room.Arriving.Peek();
        foreach (var member in room.Members)
        {
            // Who sat down later gets nothing of it, who reads replies gets it when he asks, and who gets it slowly on purpose is slow
            // because of us: they tell nothing of the pace. Nor does its sender, who gets acknowledgements; but we write them first.
            if (member is { Outbox: { Slowed: false, Completed: false } outbox, Replies: null, Replaying: false } && member.SeatedAfter < next.Message.Seq)
            {
                if (outbox.Queued < behindBytes)
                {
                    taking |= member != next.Sender;
                }
                else if (!outbox.Blocked)
                {
                    return outbox;
                }
                else if (member != next.Sender)
                {
                    fastest = fastest is null || outbox.Queued < fastest.Queued ? outbox : fastest;
                }
            }
        }

        return taking ? null : fastest;
    }

    private void Hold(Room room, Outbox awaited)
    {
        room.Held = true;
        var again = awaited.Blocked ? awaited.WhenWrittenAsync(awaited.Mark - (behindBytes / 2)) : awaited.WhenTriedAsync();
        _ = again.ContinueWith(
            _ => core.Queue.Signal(null, new Signals.Visit(() => Repace(room))),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private static List<(Session Session, long Mark)> OnTheirWay(Room room, Session sender) =>
        [.. room.Members.Where(member => member is { Outbox: not null, Replaying: false } && member != sender).Select(static member => (member, member.Outbox!.Completed ? long.MaxValue : member.Outbox.Mark))];

    private static string OnPurpose(Session session) => session.Misconduct is { OfWrites: true } how ? $"; on purpose: {how}" : "";

    /// <summary>What was for this session did not fit.</summary>
    public void TooSlow(Session session)
    {
        core.Queue.Signal(session, new Signals.Ended(new CloseReason(
            CloseCode.TooSlow,
            $"too slow: {session.Waiting:N0} B waited and more did not fit, the limit is {core.Limits.OutboxBytes:N0} B (Relay:Limits:OutboxBytes){OnPurpose(session)}")));
    }
}
