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

    // A request that is no JSON costs an exception, once: it ends the session.
    private const int RequestBytes = 64 * 1_024;

    private const int MaxWarm = 64;

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

        // The first exception of its kind brings its words along, which are nobody's input.
        cutHearing.Read(new AutoDialect(MaxWarm, TimeSpan.FromSeconds(1)), "{oops\n"u8, [], []);
    }

    public void Check(ReadOnlySpan<byte> bytes)
    {
        var chance = Chance.Of(bytes);
        var dialect = choose(chance);
        chance.Next(); // the one that chose the limit
        cuts.Plan(bytes.Length, ref chance);
        input = bytes.ToArray();

        var before = GC.GetAllocatedBytesForCurrentThread();
        cutHearing.Read(dialect, input, cuts.Pieces, cuts.Pauses);
        Bounded("Reading", GC.GetAllocatedBytesForCurrentThread() - before, dialect is AutoDialect ? GuessBytes : ReaderBytes);

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

        var before = GC.GetAllocatedBytesForCurrentThread();
        var request = reader.Dialect.Interpret(frame);
        Bounded("Understanding", GC.GetAllocatedBytesForCurrentThread() - before, RequestBytes);
        over = request is ClientRequest.Malformed;
        roundTrip.Check(reader.Dialect, request, frame.Payload);
    }

    private void Bounded(string what, long allocated, int plus)
    {
        if (allocated > plus + ((long)input.Length * BytesPerByte))
        {
            throw new InvalidOperationException($"{what} {input.Length} bytes allocated {allocated:N0}.");
        }
    }
}
