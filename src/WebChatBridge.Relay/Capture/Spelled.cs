using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// Messages in the bytes of one dialect as they went to many: shared by the rings of all of them, and not changed while anybody
/// holds it. Then it is used again: arrays that live for seconds are what a collector likes least.
/// </summary>
internal sealed class Spelled(SpelledPool pool)
{
    private const int Step = 1_024;

    private int holders;

    /// <summary>Whose words they are.</summary>
    public IDialect Dialect { get; private set; } = null!;

    /// <summary>The room of the messages.</summary>
    public string Room { get; private set; } = "";

    /// <summary>All of them, and perhaps more room behind.</summary>
    public byte[] Bytes { get; private set; } = [];

    /// <summary>Where each message ends.</summary>
    public List<int> Ends { get; } = [];

    /// <summary>The sequence number of each.</summary>
    public List<long> Seqs { get; } = [];

    public int StartOf(int message) => message == 0 ? 0 : Ends[message - 1];

    /// <summary>Takes a copy, for one holder.</summary>
    public void Fill(IDialect dialect, string room, ReadOnlySpan<byte> bytes, List<int> ends, List<long> seqs)
    {
        (Dialect, Room, holders) = (dialect, room, 1);
        if (Bytes.Length < bytes.Length)
        {
            Bytes = GC.AllocateUninitializedArray<byte>((bytes.Length + Step - 1) / Step * Step);
        }

        bytes.CopyTo(Bytes);
        Ends.Clear();
        Ends.AddRange(ends);
        Seqs.Clear();
        Seqs.AddRange(seqs);
    }

    /// <summary>One more needs it. Only somebody who holds it may say so for another.</summary>
    public void Hold() => Interlocked.Increment(ref holders);

    /// <summary>One needs it no longer.</summary>
    public void Let()
    {
        if (Interlocked.Decrement(ref holders) == 0)
        {
            pool.Return(this);
        }
    }
}
