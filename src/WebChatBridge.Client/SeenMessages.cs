namespace WebChatBridge.Client;

/// <summary>
/// Which messages of the current room have been seen, as message or as the acknowledgement of our own: what to resume after, and
/// what a replay repeats. Acks and messages may overtake each other, so the resume point is the end of the gapless part.
/// </summary>
internal sealed class SeenMessages
{
    private const int MaxAhead = 4096;

    private readonly SortedSet<long> ahead = [];
    private string? room;

    /// <summary>Everything up to here was seen; null before the first welcome.</summary>
    public long? After { get; private set; }

    /// <summary>We sit in a room now. The same one as before: the resume point stays.</summary>
    public void Enter(string newRoom, long seq, bool resumed)
    {
        if (resumed && (room is null || string.Equals(room, newRoom, StringComparison.Ordinal)))
        {
            room = newRoom;

            // The relay's log was emptied: nothing it says now would ever be new.
            if (After > seq)
            {
                After = seq;
                ahead.Clear();
            }

            return;
        }

        room = newRoom;
        After = seq;
        ahead.Clear();
    }

    /// <summary>We moved to a room whose place in its log nobody told: what is heard there first is the start.</summary>
    public void Move(string newRoom)
    {
        if (!string.Equals(room, newRoom, StringComparison.Ordinal))
        {
            (room, After) = (newRoom, null);
            ahead.Clear();
        }
    }

    /// <summary>Where a first hello with <c>after</c> starts.</summary>
    public void StartAfter(long? after) => After = after;

    /// <summary>Notes a message; answers whether it is new.</summary>
    public bool Add(string where, long seq)
    {
        if (seq <= 0 || !string.Equals(where, room, StringComparison.Ordinal))
        {
            return true;
        }

        After ??= seq - 1;

        if (seq <= After || !ahead.Add(seq))
        {
            return false;
        }

        while (ahead.Remove(After.Value + 1))
        {
            After++;
        }

        // A hole that is never filled (the log no longer has it) must not hold us back for ever.
        if (ahead.Count > MaxAhead)
        {
            After = ahead.Max;
            ahead.Clear();
        }

        return true;
    }
}
