using System.Buffers;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Some messages of a room in the bytes of one dialect, as one kind of reader gets them. Used again and again.</summary>
internal sealed class Spelling
{
    private const int KeptBytes = 1_048_576;

    private readonly List<int> ends = [];
    private ArrayBufferWriter<byte> bytes = new();
    private IDialect? dialect;
    private bool seat;

    /// <summary>All but the first so many messages.</summary>
    public ReadOnlySpan<byte> From(int i) => bytes.WrittenSpan[(i == 0 ? 0 : ends[i - 1])..];

    public ReadOnlySpan<byte> Slice(int i) => bytes.WrittenSpan[(i == 0 ? 0 : ends[i - 1])..ends[i]];

    /// <summary>Whether a reader of this dialect, on a seat of the pair or not, gets these bytes.</summary>
    public bool Serves(IDialect itsDialect, bool onSeat) => dialect == itsDialect && seat == onSeat;

    public void Fill(IDialect itsDialect, bool onSeat, Room room, Session reader, List<Stored> messages)
    {
        (dialect, seat) = (itsDialect, onSeat);
        ends.Clear();
        bytes.ResetWrittenCount();
        if (bytes.Capacity > KeptBytes)
        {
            bytes = new ArrayBufferWriter<byte>();
        }

        foreach (var stored in messages)
        {
            dialect.Write(room.Event(stored.Message, reader), bytes);
            ends.Add(bytes.WrittenCount);
        }
    }
}
