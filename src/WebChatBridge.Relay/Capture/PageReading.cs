using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Puts the records of a page together again, behind those of the pages before it.</summary>
internal ref struct PageReading
{
    private readonly RingPage page;
    private readonly Track incoming;
    private readonly Track outgoing;
    private RecordReader records;
    private StreamPlaces places;
    private IDialect? dialect;
    private string? room;

    private PageReading(RingPage page, Track incoming, Track outgoing)
    {
        (this.page, this.incoming, this.outgoing) = (page, incoming, outgoing);
        records = new RecordReader(page.Memory.AsSpan(page.Start, page.Used));
        places = page.Begin;
        incoming.GoOn(places.Came, places.Came);
        outgoing.GoOn(places.Appended, places.Written);
    }

    public static void Read(RingPage page, Track incoming, Track outgoing)
    {
        var reading = new PageReading(page, incoming, outgoing);
        while (!reading.records.Ended)
        {
            reading.ReadRecord();
        }
    }

    private void ReadRecord()
    {
        var (tag, known, kind) = records.Tag();
        switch (tag)
        {
            case RecordTag.Received:
                Received();
                break;
            case RecordTag.Framed:
                places.Seq += records.Number();
                incoming.AddFrames(records.Frames(ref places), places.Seq);
                break;
            case RecordTag.Placed:
                room = known ? room : (string?)page.Thing(records.Byte());
                incoming.Place(places.Framed - records.Step(), room!, records.Message(ref places));
                break;
            case RecordTag.Decoded:
                incoming.Replace(records.Frames(ref places));
                break;
            case RecordTag.Appended:
                Appended(known, kind);
                break;
            case RecordTag.Shared:
                Shared();
                break;
            case RecordTag.Dropped:
                outgoing.DropFrom(outgoing.Bytes.End - records.Number());
                break;
            default:
                Time();
                var length = (int)records.Number();
                outgoing.AddChunk(places.Seq, places.At, length, known ? null : (string?)page.Thing(records.Byte()));
                break;
        }
    }

    private void Received()
    {
        Time();
        var length = (int)records.Number();
        var frames = records.Frames(ref places);
        incoming.Bytes.Add(page.Memory, page.Start + records.Skip(length), length);
        incoming.AddChunk(places.Seq, places.At, length, note: null);
        incoming.AddFrames(frames, found: 0);
    }

    private void Appended(bool known, FrameKind kind)
    {
        if (!known)
        {
            dialect = (IDialect?)page.Thing(records.Byte());
            room = (string?)page.Thing(records.Byte());
        }

        var seq = records.Message(ref places);
        var length = (int)records.Number();
        outgoing.AddFrame(new FrameEntry { Start = outgoing.Bytes.End, Length = length, Kind = kind, Dialect = dialect, Of = room, Seq = seq });
        outgoing.Bytes.Add(page.Memory, page.Start + records.Skip(length), length);
    }

    private void Shared()
    {
        var spelled = (Spelled)page.Thing(records.Byte())!;
        var (from, length) = ((int)records.Number(), (int)records.Number());
        outgoing.AddFrame(new FrameEntry
        {
            Start = outgoing.Bytes.End, Length = length, Kind = FrameKind.Message, Dialect = spelled.Dialect, Of = spelled, Seq = from,
        });
        outgoing.Bytes.Add(spelled.Bytes, spelled.StartOf(from), length);
    }

    private void Time()
    {
        places.Seq += records.Number();
        places.At += records.Step();
    }
}
