namespace WebChatBridge.Benchmarks;

/// <summary>What one listener has heard of each sender, and whether that can be so.</summary>
/// <param name="tally">Where it counts.</param>
/// <param name="fromTheStart">Whether it must hear each sender's first message; else it has come in the middle.</param>
internal sealed class Ear(Tally tally, bool fromTheStart)
{
    private const int Unheard = -1;

    // By the sender's slot: the number of its message that must come next.
    private int[] next = [];
    private HashSet<(int Slot, int Message)>? missing;
    private long lastSeq;

    /// <summary>The message that must come next from it; null when nothing has been heard of it and nothing need be.</summary>
    public int? Next(int slot) => slot < next.Length && next[slot] != Unheard ? next[slot] : fromTheStart ? 0 : null;

    /// <summary>Counts a message that came whole. True when it is new, and <paramref name="first"/> is then the first of those it settles.</summary>
    public bool Hear(Sender sender, int message, out int first)
    {
        var slot = sender.Slot;
        if (slot >= next.Length)
        {
            Grow(slot);
        }

        var wanted = next[slot];
        first = wanted == Unheard ? message : wanted;
        if (message < first)
        {
            if (missing is not null && missing.Remove((slot, message)))
            {
                tally.OutOfOrder++;
                tally.Note($"message {message} of sender {sender.Number} came after {first - 1}");
            }
            else
            {
                tally.Duplicate++;
                tally.Note($"message {message} of sender {sender.Number} came again");
            }

            return false;
        }

        for (var gone = first; gone < message; gone++)
        {
            (missing ??= []).Add((slot, gone));
        }

        next[slot] = message + 1;
        return true;
    }

    /// <summary>Where the room's own numbers are told they only grow.</summary>
    public bool Follows(long seq)
    {
        var follows = seq > lastSeq;
        lastSeq = seq;
        return follows;
    }

    /// <summary>At the end: everything up to here has been sent to this listener; what did not come is lost.</summary>
    public void Settle(Sender sender, int sent)
    {
        var gone = missing?.RemoveWhere(one => one.Slot == sender.Slot) ?? 0;
        var tail = Next(sender.Slot) is { } wanted ? Math.Max(0, sent - wanted) : 0;
        if (gone + tail > 0)
        {
            tally.Lost += gone + tail;
            tally.Note($"{gone + tail} of {sent} messages of sender {sender.Number} never came");
        }
    }

    private void Grow(int slot)
    {
        var before = next.Length;
        Array.Resize(ref next, Math.Max(slot + 1, before * 2));
        Array.Fill(next, fromTheStart ? 0 : Unheard, before, next.Length - before);
    }
}
