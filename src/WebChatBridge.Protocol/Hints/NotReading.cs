namespace WebChatBridge.Protocol;

/// <summary>H10: bytes wait for a client that does not read.</summary>
internal sealed class NotReading : IHintRule
{
    private const long Patience = 5_000_000;

    public string Code => "H10";

    public void Look(TraceReading reading, Findings findings)
    {
        var session = reading.Session;
        var place = Math.Max(0, session.BytesOut);
        if (session.Closed is { Code: CloseCode.TooSlow } end)
        {
            findings.Add(HintSeverity.Error, Direction.Out, place, place, Say($"The client did not read, and was closed: {end.Sentence}."));
        }
        else if (session is { Closed: null, QueuedBytes: > 0, QueuedSince: { } since } && reading.Since(since) is >= Patience and var waited)
        {
            var sentence = $"{Words.Count(session.QueuedBytes, "byte")} {Words.Of(session.QueuedBytes, "has", "have")} waited {Words.Seconds(waited)}: the client does not read.";
            findings.Add(HintSeverity.Warning, Direction.Out, place, place, Say(sentence));
        }
    }

    private static Advice Say(string sentence) => new(
        sentence,
        "Its receive buffer is full, so TCP stops us from writing. The relay keeps what is meant for it, up to a limit, and then closes the session; nobody else is slowed down.",
        "Read all the time, even while waiting for the user: a thread of its own that calls recv in a loop, or asyncio. A program that sits in input() does not read.");
}
