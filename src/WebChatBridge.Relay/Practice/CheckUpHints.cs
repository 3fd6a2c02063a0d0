using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>What an expert would say about a client that did not cope: what it met, why, and what to change. Pure.</summary>
internal static class CheckUpHints
{
    private const string Stream =
        "TCP carries a stream of bytes and knows nothing of messages. One recv returns what has arrived by then: a part of a message, or several.";

    /// <summary>The hint for a step that failed.</summary>
    public static Hint For(CheckUpResult result, CheckUpPlace place)
    {
        var width = (place.Session.Input.Dialect as HeaderDialect)?.Width;
        var (code, met, why) = Met(result.Situation.Code, width);
        return new Hint(
            code, HintSeverity.Error, place.Session.Id, Direction.Out, place.Start, place.End,
            $"{met}, and the client {result.Because}.", why, Fix(result.Situation.Code, width));
    }

    // What it met, and why that happens. The codes are those of the rules that look for the same.
    private static (string Code, string Met, string Why) Met(string code, int? width) => code switch
    {
        "split-header" when width is not null => (
            "H3", $"The {width} bytes of the header came in two reads",
            Stream + " A client that calls recv once for the header takes the first part for all of it, and everything after it for something else."),
        "split-body" when width is not null => (
            "H3", "The body came in two reads",
            Stream + " recv(length) returns at most that many bytes, often fewer; the rest is then taken for the next header."),
        "split-header" or "split-body" => ("H3", "One message came in two reads", Stream),
        "two-in-one" => ("H3", "Two messages came in one read", Stream + " What is left after the first message belongs to the next one."),
        "large" => ("H3", "200,000 bytes came in many reads", Stream + " No buffer takes that much at once: recv(200000) returns what is there."),
        "cut-character" => (
            "H4", "The two bytes of é came in two reads",
            "In UTF-8 a character has one to four bytes, and a read can end between them. Half a character cannot be decoded."),
        "no-goodbye" => (
            "FIN", "The connection was closed without a goodbye",
            "When the other side is gone, recv returns at once with no bytes, b'', and does so for ever. A loop that only skips it runs at full speed and never ends."),
        _ => (
            "FIN", "The other side ended its sending (FIN) and went on reading",
            "A FIN ends one direction only. What you still have to say arrives; then it is your turn to close. recv returns b'' from now on, and never blocks."),
    };

    private static string Fix(string code, int? width) => code switch
    {
        "cut-character" => DecodeWhole,
        "no-goodbye" => TakeTheEnd,
        "half-close" => CloseToo,
        _ when width is null => ReadLines,
        "split-header" or "two-in-one" => ReadAll($"header = read_exactly(client, {width})"),
        _ => ReadAll("body = read_exactly(client, length)"),
    };

    private const string DecodeWhole =
        """
        Collect bytes until the message is complete, and decode it then; never what one recv returned. Where there are no messages:
        decoder = codecs.getincrementaldecoder('utf-8')()
        text = decoder.decode(client.recv(4096))
        """;

    private const string TakeTheEnd =
        """
        Take b'' for the end, leave the loop, and close the socket:
        data = client.recv(4096)
        if not data:
            break
        """;

    private const string CloseToo =
        """
        On b'' stop reading, send what you still have to say, and close when you are done:
        if not data:
            break
        client.shutdown(socket.SHUT_WR)
        client.close()
        """;

    private const string ReadLines =
        """
        Keep what recv returns in a buffer, and take whole lines out of it:
        buffer += client.recv(4096)
        while b'\n' in buffer:
            line, buffer = buffer.split(b'\n', 1)
        """;

    private static string ReadAll(string use) =>
        $"""
        Read in a loop until all bytes are there, for the header and for the body:
        def read_exactly(s, n):
            data = b''
            while len(data) < n:
                part = s.recv(n - len(data))
                if not part:
                    raise EOFError
                data += part
            return data

        {use}
        """;
}
