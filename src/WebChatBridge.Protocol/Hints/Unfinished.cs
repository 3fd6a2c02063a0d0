namespace WebChatBridge.Protocol;

/// <summary>H2: bytes came, and the end of their message does not.</summary>
internal sealed class Unfinished : IHintRule
{
    private const long Patience = 5_000_000;

    public string Code => "H2";

    public void Look(TraceReading reading, Findings findings)
    {
        var session = reading.Session;
        if (session.Pending is { } pending && session.Closed?.Code != CloseCode.SpokeForeign
            && (session.Closed is not null || reading.Since(pending.Since) >= Patience))
        {
            Waiting(reading, pending, findings);
        }

        // At the end of the input what was left was taken for a message: the last frame.
        if (reading.In.Newest is { Tail: 0 } last && last.Speaks() && last.End > last.Start && Terminator(reading) is { } lacking && findings.Wants())
        {
            findings.Add(HintSeverity.Warning, Direction.In, last.Start + last.Head, last.End, Unterminated(lacking, last.End - last.Start - last.Head));
        }
    }

    private static void Waiting(TraceReading reading, PendingInput pending, Findings findings)
    {
        var end = reading.In.End;
        var lost = reading.Session.Closed is not null;
        var since = lost ? null : Words.Seconds(reading.Since(pending.Since));
        var advice = (Terminator(reading), pending.Missing) switch
        {
            ({ } lacking, _) => NoTerminator(lacking, pending, since, reading.In.Bytes(end - 1, end).SequenceEqual("\r"u8)),
            (null, { } missing and > 0) when reading.FramedBy == FramedBy.Header => Short(reading.HeaderWidth, pending.Bytes, missing, since),
            _ => null,
        };
        if (advice is not null && findings.Wants())
        {
            findings.Add(lost ? HintSeverity.Error : HintSeverity.Warning, Direction.In, reading.PendingStart, end, advice);
        }
    }

    private static (string Name, string Write)? Terminator(TraceReading reading) => reading.FramedBy switch
    {
        FramedBy.Line or FramedBy.Json => ("line feed (\\n, 0A)", "\\n"),
        FramedBy.Nul => ("NUL (\\0, 00)", "\\0"),
        _ => null,
    };

    private static Advice NoTerminator((string Name, string Write) lacking, PendingInput pending, string? since, bool justReturn) => new(
        (since is null
            ? $"{Words.Count(pending.Bytes, "byte")} waited for a {lacking.Name} that never came"
            : $"{Words.Count(pending.Bytes, "byte")} {Words.Of(pending.Bytes, "has", "have")} waited {since} for a {lacking.Name}")
        + (justReturn ? "; a CR alone ends no line." : "."),
        $"TCP carries bytes, not messages: only the {lacking.Name} says that a message is whole. Nobody has seen this one.",
        $"End every message with it, and flush: sock.sendall(text.encode() + b\"{lacking.Write}\").");

    private static Advice Unterminated((string Name, string Write) lacking, long bytes) => new(
        $"The last {Words.Count(bytes, "byte")} had no {lacking.Name}; the end of the input (FIN) made a message of {Words.Of(bytes, "it", "them")}.",
        "It worked because the client closed. While the connection is open nobody would have seen it, and a client that crashes in the middle of a message looks the same.",
        $"End the last message like all others: printf 'text{lacking.Write}' instead of printf 'text'.");

    // Bytes that are missing by the width of the header, or by one, were most likely counted by mistake.
    private static Advice Short(int width, int came, int missing, string? since)
    {
        var body = (long)came + missing - width;
        var (why, fix) = missing switch
        {
            _ when missing == width => (
                $"The length seems to count the header itself: it is {width} too large.",
                "Announce the body alone: len(body), not len(header + body)."),
            1 => (
                "One byte was counted that was not sent: a line end cut off after counting, or the NUL at the end of a C string.",
                "Count what you send: body = text.encode(); header = str(len(body)); send both from the same variable."),
            _ => (
                "The length is larger than what was sent. The relay waits for the rest, and will take the next message for it.",
                "Count the bytes you send, and send all of them: sock.sendall(body). sock.send(body) may write only a part."),
        };
        var rest = since is null ? $"the other {missing:N0} never did" : $"{missing:N0} {Words.Of(missing, "has", "have")} been missing for {since}";
        return new Advice($"The header says {Words.Count(body, "byte")}; {Math.Max(0, (long)came - width):N0} came, and {rest}.", why, fix);
    }
}
