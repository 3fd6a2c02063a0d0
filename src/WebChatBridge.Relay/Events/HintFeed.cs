using System.Runtime.CompilerServices;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Hints on messages of the room a console follows, each told once. Owner: the watcher's reader.</summary>
internal sealed class HintFeed(SessionHints hints)
{
    private const int AtOnce = 200;

    private readonly Queue<Session> waiting = new();
    private readonly HashSet<Session> queued = [];
    private readonly ConditionalWeakTable<Session, IReadOnlyList<MessageHint>> told = [];
    private string? room;

    /// <summary>
    /// The hints that are new since the last call, on what these sessions, and those left over from then, said in the room. Who was
    /// not looked at for lack of time is the first the next time.
    /// </summary>
    public List<MessageHint> Next(string followed, IReadOnlyList<Session> sessions)
    {
        if (!string.Equals(room, followed, StringComparison.OrdinalIgnoreCase))
        {
            room = followed;
            waiting.Clear();
            queued.Clear();
            told.Clear();
        }

        foreach (var session in sessions.Where(queued.Add))
        {
            waiting.Enqueue(session);
        }

        var fresh = new List<MessageHint>();
        for (var left = waiting.Count; left > 0 && hints.MayLook; left--)
        {
            var session = waiting.Dequeue();
            var known = hints.Of(session);
            fresh.AddRange(Untold(session, known.Messages));
            if (known.Fresh)
            {
                queued.Remove(session);
            }
            else
            {
                waiting.Enqueue(session);
            }
        }

        return fresh.Count <= AtOnce ? fresh : fresh[^AtOnce..];
    }

    // Most of the time nobody has looked since: then it is the same list, and nothing in it is gone through.
    private IEnumerable<MessageHint> Untold(Session session, IReadOnlyList<MessageHint> messages)
    {
        if (told.TryGetValue(session, out var before) && ReferenceEquals(before, messages))
        {
            return [];
        }

        told.AddOrUpdate(session, messages);
        var known = (before ?? []).Select(Key).ToHashSet();
        return messages.Where(message => string.Equals(message.Room, room, StringComparison.OrdinalIgnoreCase) && known.Add(Key(message)));
    }

    private static (string Code, Direction Direction, long Start, long Seq) Key(MessageHint message) =>
        (message.Hint.Code, message.Hint.Direction, message.Hint.Start, message.Seq);
}
