using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// Reads the log to a session, as fast as it reads. Live messages of the room wait in the log until the replay has reached its
/// end; then the core loop switches over, so that none is missed and none comes twice. Its own posts are acknowledged
/// meanwhile like any, and not read back to it.
/// </summary>
internal sealed class Replay(Core core, IMessageLog log, Delivery delivery)
{
    private const int PageMessages = 100;
    private const int AheadBytes = 32_768;
    private const int HistoryBytes = 1_048_576;
    private const int HistoriesWaiting = 16;

    /// <summary>Begins with the message after this one. Core loop.</summary>
    public void Begin(Session session, Room room, long after)
    {
        session.Replaying = true;
        session.Reading = ReadOnAsync(session, room, after, room.LastSeq);
    }

    /// <summary>The replay has reached <paramref name="seq"/>: live from here, or on if more has come meanwhile. Core loop.</summary>
    public void Reached(Session session, Room room, long seq)
    {
        if (session.Closed is not null)
        {
            return;
        }

        // It may have moved meanwhile: then it is read what its new room got since it sat down there.
        var (now, from) = session.Room == room ? (room, seq) : (session.Room!, session.SeatedAfter);
        if (now.LastSeq > from)
        {
            session.Reading = ReadOnAsync(session, now, from, now.LastSeq);
            return;
        }

        // What still waits to be delivered to the others was read from the log already.
        session.SeatedAfter = now.LastSeq;
        session.Replaying = false;
        if (!Goodbyes.WriteDue(session))
        {
            delivery.TooSlow(session);
        }

        if (session.EndDue is { } due)
        {
            core.Queue.Signal(session, due);
        }
    }

    /// <summary>Answers a history request, after the one before it. Core loop.</summary>
    public void Answer(Session session, Room room, ClientRequest.History query)
    {
        if (session.HistoriesAsked >= HistoriesWaiting)
        {
            delivery.Tell(session, new ServerEvent.Error(
                ErrorCode.Limit, $"{HistoriesWaiting} histories are still on their way to you; ask again when one of them has come."));
            return;
        }

        session.HistoryAsked();
        session.Reading = AnswerAsync(session.Reading, session, room, query);
    }

    private async Task ReadOnAsync(Session session, Room room, long after, long last)
    {
        try
        {
            var seq = after;
            IReadOnlyList<ChatMessage>? page = null;
            while (session.Closed is null && session.Room == room && page is not { Count: < PageMessages })
            {
                page = await log.ReadForwardAsync(room.Name, seq, PageMessages, CancellationToken.None).ConfigureAwait(false);
                foreach (var message in page)
                {
                    if (message.From.Id != session.Id && !await WriteAsync(session, room, message).ConfigureAwait(false))
                    {
                        return;
                    }

                    seq = message.Seq;
                }
            }

            // Retention may have taken the room's last messages: what was not there to be read is not asked for again.
            core.Queue.Signal(session, new Signals.Replayed(room, Math.Max(seq, last)));
        }
        catch (Exception error)
        {
            core.Queue.Signal(session, new Signals.Ended(new CloseReason(CloseCode.ServerError, $"history cannot be read: {error.Message}")));
        }
    }

    // False when the session has ended or is about to.
    private async Task<bool> WriteAsync(Session session, Room room, ChatMessage message)
    {
        var outbox = session.Outbox!;
        if (outbox.Queued > AheadBytes && !await outbox.WhenWrittenAsync(outbox.Mark - (AheadBytes / 2)).ConfigureAwait(false))
        {
            return false;
        }

        var fits = session.Tell(room.Event(message, session));
        if (!fits)
        {
            delivery.TooSlow(session);
        }

        return fits;
    }

    private async Task AnswerAsync(Task before, Session session, Room room, ClientRequest.History query)
    {
        try
        {
            await before.ConfigureAwait(false);
            var limit = Math.Clamp(query.Limit ?? 50, 1, core.Limits.History);
            var page = await log.ReadBackwardAsync(room.Name, query.Before ?? long.MaxValue, limit, CancellationToken.None).ConfigureAwait(false);
            var outbox = session.Outbox!;
            var dialect = session.Input.Dialect!;
            var mark = outbox.AppendAnswer(
                Speech.Spell(dialect, new ServerEvent.History(room.Name, NewestWithin(page))), new Label(FrameKind.Control, dialect));
            await outbox.WhenWrittenAsync(mark).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            delivery.Tell(session, new ServerEvent.Error(ErrorCode.NotFound, $"history cannot be read: {error.Message}"));
        }
        finally
        {
            session.HistoryAnswered();
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
