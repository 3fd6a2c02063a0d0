using System.Buffers;
using System.Runtime.InteropServices;

namespace WebChatBridge.Relay;

/// <summary>
/// A stretch of a stream: copied into pages that grow with what comes, or lying in arrays that are shared with other sessions.
/// Taken from the front and, as long as it was not written, from the end. Owner: its ring, under the ring's lock.
/// </summary>
internal sealed class KeptBytes(int largestPage)
{
    private const int SmallestPage = 128;
    private const int PieceCost = 40;

    private readonly RingQueue<Piece> pieces = new();
    private Page? page;

    /// <summary>Place of the first byte that is kept.</summary>
    public long Start { get; private set; }

    /// <summary>Place just after the last.</summary>
    public long End { get; private set; }

    /// <summary>Memory it takes.</summary>
    public int Cost { get; private set; }

    public void Copy(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (page is null || page.Used == page.Bytes.Length)
            {
                Turn(bytes.Length);
            }

            var count = Math.Min(bytes.Length, page!.Bytes.Length - page.Used);
            bytes[..count].CopyTo(page.Bytes.AsSpan(page.Used));
            if (pieces.Count > 0 && pieces[pieces.Count - 1] is var last && last.Page == page && last.At + last.Length == page.Used)
            {
                pieces[pieces.Count - 1] = last with { Length = last.Length + count };
            }
            else
            {
                Add(new Piece(End, count, page.Bytes, page.Used, page));
                page.Pieces++;
            }

            page.Used += count;
            End += count;
            bytes = bytes[count..];
        }
    }

    public void Share(byte[] bytes, int at, int count)
    {
        Add(new Piece(End, count, bytes, at, null));
        Cost += count;
        End += count;
    }

    /// <summary>Forgets what lies before this place; a piece that lies across it stays.</summary>
    public void DropUntil(long place)
    {
        while (pieces.Count > 0 && pieces[0] is var first && first.Start + first.Length <= place)
        {
            pieces.RemoveFirst();
            Let(first);
        }

        Start = Math.Max(Start, place);
        if (pieces.Count == 0 && page is { } last)
        {
            page = null;
            Return(last);
        }
    }

    /// <summary>Place just after the oldest piece.</summary>
    public long FirstEnd => pieces.Count == 0 ? End : pieces[0].Start + pieces[0].Length;

    /// <summary>Takes back what lies behind this place.</summary>
    public void DropFrom(long place)
    {
        while (pieces.Count > 0 && pieces[pieces.Count - 1] is var last && last.Start + last.Length > place)
        {
            pieces.RemoveLast();
            if (last.Start < place)
            {
                var left = (int)(place - last.Start);
                pieces.Add(last with { Length = left });
                Cost -= last.Page is null ? last.Length - left : 0;
                break;
            }

            Let(last);
        }

        End = place;
        Start = Math.Min(Start, End);
    }

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
            (low, high) = pieces[middle].Start + pieces[middle].Length <= place ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void Turn(int wanted)
    {
        var size = page is null ? SmallestPage : Math.Min(page.Bytes.Length * 2, largestPage);
        var full = page;
        page = new Page(ArrayPool<byte>.Shared.Rent(Math.Max(size, Math.Min(wanted, largestPage))));
        Cost += page.Bytes.Length;
        if (full is { Pieces: 0 })
        {
            Return(full);
        }
    }

    private void Add(Piece piece)
    {
        pieces.Add(piece);
        Cost += PieceCost;
    }

    private void Let(Piece piece)
    {
        Cost -= PieceCost + (piece.Page is null ? piece.Length : 0);
        if (piece.Page is { } left && --left.Pieces == 0 && left != page)
        {
            Return(left);
        }
    }

    private void Return(Page left)
    {
        Cost -= left.Bytes.Length;
        ArrayPool<byte>.Shared.Return(left.Bytes);
    }

    private sealed class Page(byte[] bytes)
    {
        public byte[] Bytes { get; } = bytes;

        public int Used { get; set; }

        /// <summary>How many pieces lie on it.</summary>
        public int Pieces { get; set; }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Piece(long Start, int Length, byte[] Source, int At, Page? Page);
}
