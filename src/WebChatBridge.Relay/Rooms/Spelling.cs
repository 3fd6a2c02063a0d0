using System.Buffers;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Some messages of a room in the bytes of one dialect, as one kind of reader gets them. Used again and again.</summary>
internal sealed class Spelling
{
    private const int KeptBytes = 1_048_576;

    // To so few it is copied unless it is most of what was said: a reference would keep a large array alive for a few bytes.
    private const int Few = 8;
    private const int FewBytes = 1_024;

    // A sender gets what the others said in pieces between his own. They are small, and many.
    private const int PieceBytes = 256;
    private const int PiecePart = 32;

    private readonly List<int> ends = [];
    private readonly List<long> seqs = [];
    private ArrayBufferWriter<byte> bytes = new();
    private IDialect? dialect;
    private string room = "";
    private int readers;
    private Spelled? shared;
    private bool seat;

    /// <summary>Bytes of all messages.</summary>
    public int Count => bytes.WrittenCount;

    /// <summary>The length of a message, its room and its number there.</summary>
    public (int Length, string Room, long Seq) this[int i] => (ends[i] - (i == 0 ? 0 : ends[i - 1]), room, seqs[i]);

    /// <summary>So many messages from this one on.</summary>
    public ReadOnlySpan<byte> Slice(int from, int messages) => bytes.WrittenSpan[(from == 0 ? 0 : ends[from - 1])..ends[from + messages - 1]];

    /// <summary>Whose words they are.</summary>
    public IDialect Dialect => dialect!;

    /// <summary>Whether so many bytes of it, kept for a reader, are better kept as a part of <see cref="Share"/> than copied.</summary>
    public bool IsWorthSharing(int length) => readers < Few
        ? length >= Math.Max(FewBytes, Count / 2)
        : length >= Math.Max(PieceBytes, Count / PiecePart);

    /// <summary>A copy that stays, the same one for all who ask.</summary>
    public Spelled Share(SpelledPool pool)
    {
        if (shared is null)
        {
            shared = pool.Rent();
            shared.Fill(dialect!, room, bytes.WrittenSpan, ends, seqs);
        }

        return shared;
    }

    /// <summary>Whether a reader of this dialect, on a seat of the pair or not, gets these bytes.</summary>
    public bool Serves(IDialect itsDialect, bool onSeat) => dialect == itsDialect && seat == onSeat;

    public void Fill(IDialect itsDialect, bool onSeat, Room itsRoom, Session reader, List<Stored> messages)
    {
        shared?.Let();
        (dialect, seat, room, readers, shared) = (itsDialect, onSeat, itsRoom.Name, itsRoom.Members.Count, null);
        ends.Clear();
        seqs.Clear();
        bytes.ResetWrittenCount();
        if (bytes.Capacity > KeptBytes)
        {
            bytes = new ArrayBufferWriter<byte>();
        }

        foreach (var stored in messages)
        {
            dialect.Write(itsRoom.Event(stored.Message, reader), bytes);
            ends.Add(bytes.WrittenCount);
            seqs.Add(stored.Message.Seq);
        }
    }
}
