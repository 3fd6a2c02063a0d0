namespace WebChatBridge.Protocol;

/// <summary>H1: CR LF here, LF there. The relay takes both; a CR that stays in the text is another matter.</summary>
internal sealed class LineEnds : IHintRule
{
    public string Code => "H1";

    public void Look(TraceReading reading, Findings findings)
    {
        foreach (var frame in reading.Said())
        {
            var body = reading.In.Body(frame);
            var stray = StrayAt(reading, body);
            if (stray >= 0 && findings.Wants())
            {
                var start = frame.Start + frame.Head + stray;
                findings.Add(HintSeverity.Warning, Direction.In, start, frame.End - frame.Tail, Stray(reading.FramedBy, body[stray..]));
            }
        }

        if (reading.FramedBy == FramedBy.Line)
        {
            LookAtEnds(reading, findings);
        }
    }

    // In raw there is no other end of a line than the one in the text; it is wrong only for those who end theirs otherwise.
    private static int StrayAt(TraceReading reading, ReadOnlySpan<byte> body)
    {
        var end = reading.FramedBy == FramedBy.Line || !body.EndsWith((byte)'\n') ? body.Length : body.Length - 1;
        var marked = reading.FramedBy switch
        {
            FramedBy.Line or FramedBy.Header or FramedBy.Nul => true,
            FramedBy.Raw => reading.Trace.PeerLineEndings.Contains("LF", StringComparer.Ordinal),
            _ => false,
        };
        return marked && end > 0 && body[end - 1] == '\r' ? body[..end].TrimEnd((byte)'\r').Length : -1;
    }

    private static void LookAtEnds(TraceReading reading, Findings findings)
    {
        // Of the session, not of a line: it is told at the first one that shows it, so that it does not wander with each new line.
        var (with, without) = (0, 0);
        FrameMark? first = null;
        var pure = true;
        foreach (var frame in reading.In.Frames)
        {
            var tail = reading.In.Bytes(frame.End - frame.Tail, frame.End);
            if (frame.Speaks() && (tail.SequenceEqual("\r\n"u8) || tail.SequenceEqual("\n"u8)))
            {
                (with, without) = tail.Length == 2 ? (with + 1, without) : (with, without + 1);
                (first, pure) = first is null || (pure && with > 0 && without > 0) ? (frame, with == 0 || without == 0) : (first, pure);
            }
        }

        var own = with > 0 ? "CRLF" : without > 0 ? "LF" : null;
        var other = reading.Trace.PeerLineEndings.FirstOrDefault(ending => ending != own && (ending is "LF" or "CRLF"));
        var advice = with > 0 && without > 0 ? Mixed(with, without)
            : own is not null && other is not null ? Differs(own, other)
            : null;
        if (advice is not null && first is not null && findings.Wants())
        {
            findings.Add(HintSeverity.Note, Direction.In, first.End - first.Tail, first.End, advice);
        }
    }

    private static Advice Stray(FramedBy framing, ReadOnlySpan<byte> end) => new(
        $"The text ends with {(end.Length == 1 ? "CR (0D)" : end.SequenceEqual("\r\n"u8) ? "CR LF (0D 0A)" : $"{end.Length:N0} bytes of line ends")}, which stays in the message.",
        framing == FramedBy.Line
            ? "The line ended with more than one CR before its LF. One CR is taken for a part of CR LF; what is left everybody else gets as text. It happens where CR LF is written in a text mode that makes CR LF of LF again."
            : "In this dialect a line end does not end a message: everybody else gets it as text, and an answer compared with \"yes\" is not equal to \"yes\\r\".",
        framing == FramedBy.Line
            ? "Write \\n or \\r\\n, once: in Python open(..., newline=\"\"), in C fopen(..., \"wb\")."
            : "Take the line end off before you send: text.rstrip(\"\\r\\n\").");

    private static Advice Differs(string own, string other) => new(
        $"This client ends its lines with {Spell(own)}; others in its room end theirs with {Spell(other)}.",
        "The relay takes both and answers each client in its own. Two such programs connected directly would not get along: one sees a CR at the end of every line, or the other never sees the end.",
        "Nothing to do here. Where you read lines yourself, take both: line.rstrip(\"\\r\\n\").");

    private static Advice Mixed(int with, int without) => new(
        $"{Words.Count(with, "line")} of this client {Words.Of(with, "ends", "end")} with CR LF, {without:N0} with LF alone.",
        "The relay takes both. A program that waits for one of them reads two lines as one, or keeps a CR in its text.",
        "Write every line with the same end, in one place: sock.sendall(line.encode() + b\"\\n\").");

    private static string Spell(string ending) => ending == "CRLF" ? "CR LF (0D 0A)" : "LF (0A)";
}
