using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// Reads the log to a session, as fast as it reads. Live messages of the room wait in the log until the replay has reached its
/// end; then the core loop switches over, so that none is missed and none comes twice.
/// </summary>
internal sealed class Replay(Core core, IMessageLog log)
{
    private const int PageMessages = 100;
    private const int AheadBytes = 32_768;
    private const int HistoryBytes = 1_048_576;

    /// <summary>Begins with the message after this one. Core loop.</summary>
    public void Begin(Session session, Room room, long after)
    {
        session.Replaying = true;
        session.Reading = ReadOnAsync(session, room, after);
    }

    /// <summary>The replay has reached <paramref name="seq"/>: live from here, or on if more has come meanwhile. Core loop.</summary>
    public void Reached(Session session, Room room, long seq)
    {
        // It may have moved meanwhile: then it is read what its new room got since it sat down there.
        var (now, from) = session.Room == room ? (room, seq) : (session.Room!, session.SeatedAfter);
        if (session.Closed is null && now.LastSeq > from)
        {
            session.Reading = ReadOnAsync(session, now, from);
            return;
        }

        session.Replaying = false;
        Goodbyes.WriteDue(session);
    }

    /// <summary>Answers one history request; one at a time. Core loop.</summary>
    public void Answer(Session session, Room room, ClientRequest.History query)
    {
        if (session.Reading.IsCompleted)
        {
            session.Reading = AnswerAsync(session, room, query);
        }
        else
        {
            session.Tell(new ServerEvent.Error(ErrorCode.Limit, "One history at a time: the last one is still on its way."));
        }
    }

    private async Task ReadOnAsync(Session session, Room room, long after)
    {
        try
        {
            var seq = after;
            while (session.Closed is null)
            {
                var page = await log.ReadForwardAsync(room.Name, seq, PageMessages, CancellationToken.None).ConfigureAwait(false);
                foreach (var message in page)
                {
                    if (!await WriteAsync(session, room, message).ConfigureAwait(false))
                    {
                        return;
                    }

                    seq = message.Seq;
                }

                if (page.Count < PageMessages)
                {
                    core.Queue.Signal(session, new Signals.Replayed(room, Math.Max(seq, after)));
                    return;
                }
            }
        }
        catch (LogUnavailableException error)
        {
            core.Queue.Signal(session, new Signals.Ended(new CloseReason(CloseCode.ServerError, $"history cannot be read: {error.Message}")));
        }
    }

    private static async Task<bool> WriteAsync(Session session, Room room, ChatMessage message)
    {
        var outbox = session.Outbox!;
        if (outbox.Queued > AheadBytes && !await outbox.WhenWrittenAsync(outbox.Mark - (AheadBytes / 2)).ConfigureAwait(false))
        {
            return false;
        }

        return session.Tell(new ServerEvent.Message(message, room.Attributed(message.From, session.Who), room.Kind == RoomKind.Direct));
    }

    private async Task AnswerAsync(Session session, Room room, ClientRequest.History query)
    {
        try
        {
            var limit = Math.Clamp(query.Limit ?? 50, 1, core.Limits.History);
            var page = await log.ReadBackwardAsync(room.Name, query.Before ?? long.MaxValue, limit, CancellationToken.None).ConfigureAwait(false);
            var outbox = session.Outbox!;
            await outbox.WhenWrittenAsync(outbox.Mark).ConfigureAwait(false); // it may be larger than what else fits beside it
            session.Tell(new ServerEvent.History(room.Name, NewestWithin(page)));
        }
        catch (LogUnavailableException error)
        {
            session.Tell(new ServerEvent.Error(ErrorCode.NotFound, $"history cannot be read: {error.Message}"));
        }
    }

    private static IReadOnlyList<ChatMessage> NewestWithin(IReadOnlyList<ChatMessage> page)
    {
        var bytes = 0L;
        var from = page.Count;
        while (from > 0 && (bytes += page[from - 1].Payload.Length) <= HistoryBytes)
        {
            from--;
        }

        return from == 0 ? page : [.. page.Skip(Math.Min(from, page.Count - 1))];
    }
}
