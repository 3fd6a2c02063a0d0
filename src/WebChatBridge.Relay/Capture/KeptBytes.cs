using System.Runtime.InteropServices;

namespace WebChatBridge.Relay;

/// <summary>
/// A stretch of a stream, in pieces that lie in other people's arrays, perhaps with gaps. Good for as long as those stay: under a
/// ring's lock.
/// </summary>
internal sealed class KeptBytes
{
    private readonly RingQueue<Piece> pieces = new();

    /// <summary>Place of the first byte that is kept.</summary>
    public long Start { get; private set; }

    /// <summary>Place just after the last.</summary>
    public long End { get; private set; }

    /// <summary>Goes on at this place; what lies between is not kept.</summary>
    public void GoOn(long place)
    {
        Start = pieces.Count == 0 ? place : Start;
        End = place;
    }

    /// <summary>Whether all of it is kept.</summary>
    public bool Has(long from, int count)
    {
        for (var i = Find(from); count > 0 && i < pieces.Count && pieces[i].Start <= from && from < pieces[i].End; i++)
        {
            count -= (int)Math.Min(count, pieces[i].End - from);
            from = pieces[i].End;
        }

        return count == 0;
    }

    public void Add(byte[] source, int at, int count)
    {
        if (count > 0)
        {
            pieces.Add(new Piece(End, count, source, at));
            End += count;
        }
    }

    /// <summary>Takes back what lies behind this place.</summary>
    public void DropFrom(long place)
    {
        while (pieces.Count > 0 && pieces[pieces.Count - 1] is var last && last.End > place)
        {
            pieces.RemoveLast();
            if (last.Start < place)
            {
                pieces.Add(last with { Length = (int)(place - last.Start) });
            }
        }

        End = place;
        Start = Math.Min(Start, End);
    }

    /// <summary>A copy of bytes that are all kept.</summary>
    public byte[] Read(long from, int count)
    {
        var bytes = new byte[count];
        for (int at = 0, i = Find(from); at < count; i++)
        {
            var piece = pieces[i];
            var skip = (int)(from + at - piece.Start);
            var part = Math.Min(count - at, piece.Length - skip);
            piece.Source.AsSpan(piece.At + skip, part).CopyTo(bytes.AsSpan(at));
            at += part;
        }

        return bytes;
    }

    private int Find(long place)
    {
        var (low, high) = (0, pieces.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = pieces[middle].End <= place ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Piece(long Start, int Length, byte[] Source, int At)
    {
        public long End => Start + Length;
    }
}
