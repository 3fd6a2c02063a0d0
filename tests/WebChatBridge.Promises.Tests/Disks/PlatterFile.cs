namespace WebChatBridge.Promises.Tests;

/// <summary>A file on a disk that may lose power: what is on the platter for sure, and what is on its way there.</summary>
internal sealed class PlatterFile
{
    /// <summary>What a disk writes whole or not at all.</summary>
    private const int SectorBytes = 512;

    private readonly List<Change> pending = [];
    private byte[] bytes = [];
    private int length;

    public PlatterFile(byte[]? bytes = null) => (this.bytes, length) = (bytes ?? [], bytes?.Length ?? 0);

    public int Unsynced => pending.Count;

    public void Write(long number, long offset, ReadOnlyMemory<byte> data) => pending.Add(new Change(number, offset, data));

    public void Truncate(long number, long to) => pending.Add(new Change(number, to, null));

    /// <summary>What was done before this number is on the platter now. What an earlier sync failed to bring there is not.</summary>
    public void Synced(long before)
    {
        pending.RemoveAll(change => change.Lost);
        foreach (var change in pending.TakeWhile(change => change.Number < before))
        {
            Apply(ref bytes, ref length, change);
        }

        pending.RemoveAll(change => change.Number < before);
    }

    /// <summary>As Linux does: the pages count as written from now on, and a later sync does not try them again.</summary>
    public void SyncFailed(long before)
    {
        for (var i = 0; i < pending.Count && pending[i].Number < before; i++)
        {
            pending[i] = pending[i] with { Lost = true };
        }
    }

    /// <summary>What a power cut leaves: what was synced, and each sector of the rest with this chance.</summary>
    public ReadOnlyMemory<byte> Left(double chance, Random random)
    {
        var (left, leftLength) = (bytes[..length], length);
        foreach (var change in pending)
        {
            if (change.Data is not { } data)
            {
                if (random.NextDouble() < chance)
                {
                    Apply(ref left, ref leftLength, change);
                }

                continue;
            }

            for (var at = 0; at < data.Length;)
            {
                var sector = (int)Math.Min(data.Length - at, SectorBytes - ((change.Where + at) % SectorBytes));
                if (random.NextDouble() < chance)
                {
                    Apply(ref left, ref leftLength, change with { Where = change.Where + at, Data = data.Slice(at, sector) });
                }

                at += sector;
            }
        }

        return left.AsMemory(0, leftLength);
    }

    private static void Apply(ref byte[] bytes, ref int length, Change change)
    {
        var to = (int)change.Where + (change.Data?.Length ?? 0);
        if (to > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(to, bytes.Length * 2));
        }

        if (change.Data is { } data)
        {
            data.Span.CopyTo(bytes.AsSpan((int)change.Where));
            length = Math.Max(length, to);
        }
        else
        {
            bytes.AsSpan(Math.Min(to, length)).Clear();
            length = to;
        }
    }

    /// <summary>A write, or without data a truncation.</summary>
    private readonly record struct Change(long Number, long Where, ReadOnlyMemory<byte>? Data, bool Lost = false);
}
