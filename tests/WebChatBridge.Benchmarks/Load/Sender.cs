namespace WebChatBridge.Benchmarks;

/// <summary>What one member has sent, and how far it has come.</summary>
/// <param name="number">Its number in the payload.</param>
/// <param name="slot">Its place among the senders of its room.</param>
/// <param name="listeners">How many are to get each message.</param>
/// <param name="mostUnderWay">Messages under way at once whose times are known; a power of two.</param>
internal sealed class Sender(int number, int slot, int listeners, int mostUnderWay = Sender.MostUnderWay)
{
    /// <summary>Messages of one sender under way at once, at most.</summary>
    public const int MostUnderWay = 1 << 14;

    private readonly int mask = mostUnderWay - 1;
    private readonly long[] sentAt = new long[mostUnderWay];
    private readonly int[] left = new int[mostUnderWay];
    private byte[]? name;

    public int Number => number;

    public int Slot => slot;

    public int Sent { get; private set; }

    /// <summary>So many of the first have come to all, or will never.</summary>
    public int Done { get; private set; }

    public int UnderWay => Sent - Done;

    public void Send(long now)
    {
        sentAt[Sent & mask] = now;
        left[Sent & mask] = listeners;
        Sent++;
    }

    public long SentAt(int message) => sentAt[message & mask];

    /// <summary>One listener waits for this one no longer. True when that moves <see cref="Done"/>.</summary>
    public bool Settle(int message)
    {
        if (--left[message & mask] > 0 || message != Done)
        {
            return false;
        }

        while (Done < Sent && left[Done & mask] <= 0)
        {
            Done++;
        }

        return true;
    }

    /// <summary>Everybody must see it under the same name, the one it was seen under first.</summary>
    public bool IsCalled(ReadOnlySpan<byte> before)
    {
        name ??= before.ToArray();
        return before.SequenceEqual(name);
    }
}
