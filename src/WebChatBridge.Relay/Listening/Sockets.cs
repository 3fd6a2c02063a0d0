namespace WebChatBridge.Relay;

/// <summary>
/// Open sockets of sessions, those that are only being refused among them, and how many there may be. At the limit nothing is
/// accepted: newcomers wait with the kernel, which has no limit of ours.
/// </summary>
/// <param name="most">How many at the most; null for no limit.</param>
/// <param name="crowded">Called when the limit is reached, once until there is room again.</param>
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
            if (Interlocked.Exchange(ref full, room ? 0 : 1) == (room ? 1 : 0))
            {
                Tell(room, now);
            }

            return room;
        }
    }

    public void Opened() => Interlocked.Increment(ref open);

    public void Closed() => Interlocked.Decrement(ref open);

    private void Tell(bool room, int now)
    {
        if (room)
        {
            roomy();
        }
        else
        {
            crowded(now);
        }
    }
}
