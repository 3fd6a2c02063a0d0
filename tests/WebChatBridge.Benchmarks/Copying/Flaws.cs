namespace WebChatBridge.Benchmarks;

/// <summary>Copies a line to one listener, and does it wrong every so many times. Counts each wrong it really did.</summary>
internal sealed class Flaws(Flaw flaw, int every)
{
    private readonly byte[] held = new byte[1_024];
    private long copies;
    private int heldBytes;
    private Copied? heldFrom;
    private Copied? heldTo;

    public long Made { get; private set; }

    public void Copy(Copied from, Copied to, ReadOnlySpan<byte> line)
    {
        if (flaw == Flaw.None || ++copies % every != 0)
        {
            Put(from, to, line);
            ReleaseBehind(from, to);
            return;
        }

        switch (flaw)
        {
            case Flaw.Lose:
                Made++;
                break;
            case Flaw.Duplicate:
                Made++;
                Put(from, to, line);
                Put(from, to, line);
                break;
            case Flaw.Reorder when heldFrom is null:
                (heldFrom, heldTo, heldBytes) = (from, to, line.Length);
                line.CopyTo(held);
                break;
            case Flaw.Corrupt:
                Made++;
                Span<byte> other = stackalloc byte[line.Length];
                line.CopyTo(other);
                other[line.Length / 2] ^= 1;
                Put(from, to, other);
                break;
            case Flaw.Missign:
                Made++;
                Put(to, to, line);
                break;
            default:
                Put(from, to, line);
                break;
        }
    }

    /// <summary>What is held back leaves with this flush, wrong or not.</summary>
    public void Release()
    {
        if (heldFrom is not null)
        {
            Put(heldFrom, heldTo!, held.AsSpan(0, heldBytes));
            heldFrom = null;
        }
    }

    private void ReleaseBehind(Copied from, Copied to)
    {
        if (heldFrom == from && heldTo == to)
        {
            Made++;
            Release();
        }
    }

    private static void Put(Copied signedBy, Copied to, ReadOnlySpan<byte> line)
    {
        to.Append(signedBy.Signature);
        to.Append(line);
    }
}
