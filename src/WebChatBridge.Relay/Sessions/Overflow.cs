using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Ends the largest outboxes when all together hold too much, at the moment they do; on the thread of whoever appended.</summary>
internal sealed class Overflow(Core core)
{
    // A part of the limit: that much is made free at once, so that not every append looks for the largest; and that much may be
    // on its way to those who are told why they are closed. Who comes after them is cut off without a word.
    private const int Part = 32;

    private int busy;

    /// <summary>Makes room. One at a time: who finds another at it leaves it to him.</summary>
    public void Relieve()
    {
        if (Interlocked.Exchange(ref busy, 1) == 1)
        {
            return;
        }

        try
        {
            var (all, limit) = (core.Buffers.Staying, core.Limits.TotalOutboxBytes);
            var left = all;
            foreach (var (session, held) in core.Sessions.Open.Select(static session => (session, session.Held)).OrderByDescending(static one => one.Held))
            {
                if (left <= limit - (limit / Part) || held == 0)
                {
                    return;
                }

                left -= Cut(session, all) ? held : 0;
            }
        }
        finally
        {
            Volatile.Write(ref busy, 0);
        }
    }

    private bool Cut(Session session, long all)
    {
        var (waiting, limit) = (session.Waiting, core.Limits.TotalOutboxBytes);
        if (session.Outbox?.GiveUp() != true)
        {
            return false;
        }

        core.Queue.Signal(session, new Signals.Ended(
            new CloseReason(
                CloseCode.TooSlow,
                $"too slow: what waits takes {all:N0} B in all, the limit is {limit:N0} B (Relay:Limits:TotalOutboxBytes), and {waiting:N0} B of it wait here, where most do"),
            Reset: core.Buffers.Leaving > limit / Part));
        return true;
    }
}
