using WebChatBridge.Protocol;

namespace WebChatBridge.Fuzz.Tests;

/// <summary>
/// What must be true of a dialect for every input: nothing throws, the cuts change nothing, memory grows only with what came,
/// frames lie where the reader says, and what is understood can be said again.
/// </summary>
internal sealed class DialectOracle
{
    // One reader and its first buffers; the words of a violation. Auto looks whether it is JSON, which may cost an exception.
    private const int ReaderBytes = 8 * 1_024;
    private const int GuessBytes = 48 * 1_024;
    private const int BytesPerByte = 16;

    // It looks again at each read, and says each time in words why this is no header: garbage by what came, a read for each byte.
    private const int GuessBytesPerByte = 320;

    // A request that is no JSON costs an exception, once: it ends the session.
    private const int RequestBytes = 64 * 1_024;

    private readonly Func<Chance, IDialect> choose;
    private readonly Account whole = new();
    private readonly Account cut = new();
    private readonly Hearing wholeHearing;
    private readonly Hearing cutHearing;
    private readonly Cuts cuts = new();
    private readonly PlaceOracle places = new();
    private readonly RoundTrip roundTrip = new();
    private byte[] input = [];
    private bool over;

    public DialectOracle(Func<Chance, IDialect> choose)
    {
        this.choose = choose;
        wholeHearing = new Hearing(whole) { Seen = Understand };
        cutHearing = new Hearing(cut);
    }

    public void Check(ReadOnlySpan<byte> bytes)
    {
        var chance = Chance.Of(bytes);
        var dialect = choose(chance);
        chance.Next(); // the one that chose the limit
        cuts.Plan(bytes.Length, ref chance);
        input = bytes.ToArray();

        Bounded("Reading", () => cutHearing.Read(dialect, input, cuts.Pieces, cuts.Pauses), dialect is AutoDialect ? GuessBytes + (bytes.Length * GuessBytesPerByte) : ReaderBytes);

        over = false;
        places.Begin(input);
        wholeHearing.Read(dialect, input, cuts.Pauses, cuts.Pauses);
        if (!whole.Said.SequenceEqual(cut.Said))
        {
            throw new InvalidOperationException(
                $"Cut at {string.Join(", ", cuts.Pieces)} it reads otherwise than whole (limit {dialect.GetType().GetProperty("MaxMessageBytes")?.GetValue(dialect)}, silences at {string.Join(", ", cuts.Pauses)}).");
        }
    }

    private void Understand(IFrameReader reader, in Frame frame)
    {
        places.Check(reader, frame);
        if (over)
        {
            return; // its session has ended
        }

        var (speaks, payload, unterminated) = (reader.Dialect, frame.Payload.ToArray(), frame.Unterminated);
        ClientRequest request = new ClientRequest.Ping();
        Bounded("Understanding", () => request = speaks.Interpret(new Frame(payload, unterminated)), RequestBytes);
        over = request is ClientRequest.Malformed;
        roundTrip.Check(reader.Dialect, request, frame.Payload);
    }

    // Measured once more when it is too much: the first exception of its kind brings its words along, which no input claimed.
    private void Bounded(string what, Action step, int plus)
    {
        var most = plus + ((long)input.Length * BytesPerByte);
        if (Allocated(step) > most && Allocated(step) is var allocated && allocated > most)
        {
            throw new InvalidOperationException($"{what} {input.Length} bytes allocated {allocated:N0}.");
        }
    }

    private static long Allocated(Action step)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        step();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
