using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Hints on messages of the room a console follows, each told once. Owner: the watcher's reader.</summary>
internal sealed class HintFeed(SessionHints hints, TimeProvider time)
{
    private const int Told = 5_000;
    private const int AtOnce = 200;

    // A full room that nobody has looked at before is looked at in several batches: they must not come late.
    private static readonly TimeSpan LongestLook = TimeSpan.FromMilliseconds(25);

    private readonly HashSet<(long Session, string Code, Direction Direction, long Start, long Seq)> told = [];
    private readonly HashSet<Session> again = [];
    private string? room;

    /// <summary>The hints that are new since the last call, on what these sessions, and those left over from then, said in the room.</summary>
    public List<MessageHint> Next(string followed, IReadOnlyList<Session> sessions)
    {
        if (!string.Equals(room, followed, StringComparison.OrdinalIgnoreCase) || told.Count > Told)
        {
            room = followed;
            told.Clear();
            again.Clear();
        }

        again.UnionWith(sessions);
        var fresh = new List<MessageHint>();
        var began = time.GetTimestamp();
        foreach (var session in again)
        {
            if (time.GetElapsedTime(began) > LongestLook)
            {
                break;
            }

            var known = hints.Of(session);
            fresh.AddRange(known.Messages.Where(message => string.Equals(message.Room, room, StringComparison.OrdinalIgnoreCase) && told.Add(Key(message))));
            if (known.Fresh)
            {
                again.Remove(session);
            }
        }

        return fresh.Count <= AtOnce ? fresh : fresh[^AtOnce..];
    }

    private static (long, string, Direction, long, long) Key(MessageHint message) =>
        (message.Hint.Session, message.Hint.Code, message.Hint.Direction, message.Hint.Start, message.Seq);
}
