using System.Runtime.InteropServices;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Puts the records of a page together again, behind those of the pages before it.</summary>
internal static class PageReading
{
    public static void Read(RingPage page, Track incoming, Track outgoing)
    {
        incoming.GoOn(page.Begin.Came, page.Begin.Came);
        outgoing.GoOn(page.Begin.Appended, page.Begin.Written);
        for (int at = page.Start, end = page.Start + page.Used; at < end;)
        {
            var head = MemoryMarshal.Read<RecordHead>(page.Memory.AsSpan(at));
            at += RecordHead.Size;
            if (head.Tag is RecordTag.Received or RecordTag.Framed or RecordTag.Placed or RecordTag.Decoded)
            {
                at += ReadIn(page, head, at, incoming);
            }
            else
            {
                at += ReadOut(page, head, at, outgoing);
            }
        }
    }

    private static int ReadIn(RingPage page, in RecordHead head, int at, Track incoming)
    {
        var frames = MemoryMarshal.Cast<byte, FoundFrame>(page.Memory.AsSpan(at, head.Count * 16));
        switch (head.Tag)
        {
            case RecordTag.Received:
                incoming.Bytes.Add(page.Memory, at + frames.Length * 16, head.Length);
                incoming.AddChunk(head.Seq, head.At, head.Length, note: null);
                incoming.AddFrames(frames, found: 0);
                break;
            case RecordTag.Framed:
                incoming.AddFrames(frames, head.Seq);
                break;
            case RecordTag.Placed:
                incoming.Place(head.At, (string)page.Thing(head.Thing)!, head.Seq);
                break;
            default:
                incoming.Replace(frames);
                break;
        }

        return frames.Length * 16 + head.Length;
    }

    private static int ReadOut(RingPage page, in RecordHead head, int at, Track outgoing)
    {
        switch (head.Tag)
        {
            case RecordTag.Appended:
                outgoing.AddFrame(new FrameEntry
                {
                    Start = outgoing.Bytes.End,
                    Length = head.Length,
                    Kind = (FrameKind)head.Kind,
                    Dialect = (IDialect?)page.Thing(head.Dialect),
                    Of = page.Thing(head.Thing),
                    Seq = head.Seq,
                });
                outgoing.Bytes.Add(page.Memory, at, head.Length);
                return head.Length;
            case RecordTag.Shared:
                var spelled = (Spelled)page.Thing(head.Thing)!;
                outgoing.AddFrame(new FrameEntry
                {
                    Start = outgoing.Bytes.End, Length = head.Length, Kind = FrameKind.Message, Dialect = spelled.Dialect, Of = spelled, Seq = head.Count,
                });
                outgoing.Bytes.Add(spelled.Bytes, spelled.StartOf(head.Count), head.Length);
                break;
            case RecordTag.Dropped:
                outgoing.DropFrom(outgoing.Bytes.End - head.Length);
                break;
            default:
                outgoing.AddChunk(head.Seq, head.At, head.Length, (string?)page.Thing(head.Thing));
                break;
        }

        return 0;
    }
}
