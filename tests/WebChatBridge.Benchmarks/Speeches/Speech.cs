using System.Globalization;
using System.Text;

namespace WebChatBridge.Benchmarks;

/// <summary>How the generator speaks a dialect, written from docs/wire.md and not with the relay's own code: it is to find its mistakes.</summary>
internal abstract class Speech
{
    public static string[] Names { get; } = ["line", "header64", "json", "nul"];

    /// <summary>As in the relay's configuration.</summary>
    public abstract string Name { get; }

    /// <summary>Bytes around a payload, at most.</summary>
    public abstract int Framing { get; }

    public static Speech Parse(string name) => name switch
    {
        "line" => new LineSpeech(),
        "header64" => new HeaderSpeech(),
        "json" => new JsonSpeech(),
        "nul" => new NulSpeech(),
        _ => throw new ArgumentException($"There is no dialect \"{name}\" here; there are {string.Join(", ", Names)}.", nameof(name)),
    };

    /// <summary>Whether the relay answers a newcomer.</summary>
    public abstract bool Welcomes { get; }

    /// <summary>The least that must be said to be left in peace.</summary>
    public virtual byte[] Arrival => [];

    /// <summary>What is said first to be called so and sit there; nothing where the dialect has no words for it.</summary>
    public abstract byte[] Hello(string name, string room);

    /// <summary>Whether this frame says that <see cref="Hello"/> was understood. Never asked where nobody <see cref="Welcomes"/>.</summary>
    public abstract bool IsWelcome(ReadOnlySpan<byte> frame, string name, string room);

    /// <summary>The way to leave with a word; empty where there is none.</summary>
    public abstract ReadOnlySpan<byte> Goodbye { get; }

    /// <summary>Spells a post and answers its length.</summary>
    public abstract int WritePost(Span<byte> into, int sender, int number, int size);

    /// <summary>
    /// The first frame of what came, and how many bytes it takes with its framing. False when it is not whole yet;
    /// <paramref name="taken"/> is then -1 if these bytes can never become one.
    /// </summary>
    public abstract bool TryCut(ReadOnlySpan<byte> input, out int taken, out ReadOnlySpan<byte> frame);

    /// <summary>Says what a frame is, and of a delivery where the payload is and what stands before it.</summary>
    public abstract FrameSort Sort(ReadOnlySpan<byte> frame, int size, out ReadOnlySpan<byte> before, out ReadOnlySpan<byte> payload);

    /// <summary>The number of a message in its room, where the dialect tells.</summary>
    public virtual long? Seq(ReadOnlySpan<byte> before) => null;

    protected static byte[] Bytes(FormattableString text) => Encoding.UTF8.GetBytes(text.ToString(CultureInfo.InvariantCulture));

    protected static bool CutAt(byte end, ReadOnlySpan<byte> input, out int taken, out ReadOnlySpan<byte> frame)
    {
        var length = input.IndexOf(end);
        taken = length + 1;
        frame = length < 0 ? default : input[..length];
        return length >= 0;
    }

    /// <summary>Text dialects: <c>name: payload</c>, and in a pair the payload alone. Lines of the relay begin with <c>* </c>.</summary>
    protected static FrameSort SortText(ReadOnlySpan<byte> frame, int size, out ReadOnlySpan<byte> before, out ReadOnlySpan<byte> payload)
    {
        var start = Math.Max(0, frame.Length - size);
        before = frame[..start];
        payload = frame[start..];
        return frame.StartsWith("* "u8) ? FrameSort.Notice : FrameSort.Delivery;
    }
}
