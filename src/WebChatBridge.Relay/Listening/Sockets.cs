namespace WebChatBridge.Relay;

/// <summary>
/// Open sockets of sessions, those that are only being refused among them, and how many there may be. At the limit nothing is
/// accepted: newcomers wait with the kernel, which has no limit of ours.
/// </summary>
/// <param name="most">How many at the most; null for no limit.</param>
/// <param name="crowded">Called when the limit is reached, once until there is room again, for an eighth of them.</param>
/// <param name="roomy">Called when there is room again.</param>
internal sealed class Sockets(int? most, Action<int> crowded, Action roomy)
{
    private int open;
    private int full;

    /// <summary>Whether one more may be accepted.</summary>
    public bool HaveRoom
    {
        get
        {
            var now = Volatile.Read(ref open);
            var room = most is not { } limit || now < limit;
            if (!room && Interlocked.Exchange(ref full, 1) == 0)
            {
                crowded(now);
            }
            else if (room && now < most - (most / 8) && Interlocked.Exchange(ref full, 0) == 1)
            {
                // Not at the first who leaves: while others wait it would be said for each.
                roomy();
            }

            return room;
        }
    }

    public void Opened() => Interlocked.Increment(ref open);

    public void Closed()
    {
        Interlocked.Decrement(ref open);
        _ = HaveRoom; // whoever accepts may be waiting for a newcomer, and look no more
    }
}
