namespace WebChatBridge.Protocol;

/// <summary>The words of H3.</summary>
internal static class ReadsAndMessagesWords
{
    public static Advice Many(int messages, bool begunBefore, bool cut, TraceReading reading) => new(
        $"{messages:N0} messages came in one read{Parts(begunBefore, cut)}.",
        "TCP carries a stream of bytes. Where one call to send ends and the next begins is not in it, so one read may return several messages, or a part of one.",
        $"Nothing to do here: the relay finds the messages by {Mark(reading.FramedBy)}. Where you read, do not take one recv for one message: {Loop(reading)}");

    public static Advice Cut(TraceReading reading, Direction direction, FrameMark frame, Pieces pieces, string? done)
    {
        var header = frame.Start + frame.Head;
        var inHeader = reading.FramedBy == FramedBy.Header && Pieces.Of(pieces.Stream, frame.Start, header) is { Count: > 1 } split ? split : default;
        var (what, end, parts) = inHeader.Count > 1 ? ("The header of a message", header, inHeader) : ("One message", frame.End, pieces);
        var (came, call) = direction == Direction.In ? ("came in", "reads") : ("left in", "writes");
        return new Advice(
            $"{what} {came} {parts.Count:N0} {call}, {parts.Sizes(frame.Start, end)}{(done is null ? "" : $" ({done}, on purpose)")}.",
            direction == Direction.In
                ? "TCP carries a stream of bytes and cuts it where it likes. What you read is cut in the same way."
                : "A network does the same to every long message, and to some short ones: one recv may return a part of a message.",
            direction == Direction.In
                ? $"Nothing to do here: the relay knows the end of a message by {Mark(reading.FramedBy)}. Where you read: {Loop(reading)}"
                : Loop(reading, capital: true));
    }

    public static Advice Merged(int messages, string done, TraceReading reading) => new(
        $"{messages:N0} messages left in one write ({done}, on purpose).",
        "A busy network does the same: one recv may return several messages. A program that takes one recv for one message loses all but the first.",
        Loop(reading, capital: true));

    public static Advice Glued(Pieces pieces, FrameMark frame)
    {
        var chunks = pieces.Chunks.ToList();
        var gap = chunks.Zip(chunks.Skip(1), (one, next) => next.At - one.At).Max();
        return new Advice(
            $"{pieces.Count:N0} reads, {pieces.Sizes(frame.Start, frame.End)}, became one message: at most {Math.Max(0, gap) / 1000:N0} ms lay between them.",
            "Nothing in raw marks where a message ends; only silence does. Two that are sent shortly after each other are one, and how shortly depends on the network.",
            "Speak a dialect that marks the end: end each message with \\n and use an endpoint with the dialect line.");
    }

    private static string Parts(bool begunBefore, bool cut) => (begunBefore, cut) switch
    {
        (true, true) => ", the first and the last of them in part",
        (true, false) => ", the first of them in part",
        (false, true) => ", the last of them in part",
        _ => "",
    };

    private static string Mark(FramedBy framing) => framing switch
    {
        FramedBy.Header => "the length in the header",
        FramedBy.Nul => "the NUL at the end",
        _ => "the line feed at the end",
    };

    private static string Loop(TraceReading reading, bool capital = false)
    {
        var text = reading.FramedBy switch
        {
            FramedBy.Header => $"loop until you have all {reading.HeaderWidth} bytes of the header, then all of the body: recv({reading.HeaderWidth}) may return fewer.",
            FramedBy.Nul => "keep what recv returns in a buffer, and take messages from it up to each \\0.",
            _ => "keep what recv returns in a buffer and take lines from it, or let the library do it: sock.makefile().readline().",
        };
        return capital ? char.ToUpperInvariant(text[0]) + text[1..] : text;
    }
}
