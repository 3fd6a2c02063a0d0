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
        var framed = place.Session.Input.Dialect is HeaderDialect;
        var width = (place.Session.Input.Dialect as HeaderDialect)?.Width ?? 0;
        var (code, sentence, why, fix) = result.Situation.Code switch
        {
            "split-header" when framed => (
                "H3",
                $"The {width} bytes of the header came in two reads, and the client {result.Because}.",
                Stream + " A client that calls recv once for the header takes the first part for all of it, and everything after it for something else.",
                ReadAll($"header = read_exactly(client, {width})")),
            "split-body" when framed => (
                "H3",
                $"The body came in two reads, and the client {result.Because}.",
                Stream + " recv(length) returns at most that many bytes, often fewer; the rest is then taken for the next header.",
                ReadAll("body = read_exactly(client, length)")),
            "split-header" or "split-body" => (
                "H3",
                $"One message came in two reads, and the client {result.Because}.",
                Stream,
                ReadLines),
            "two-in-one" => (
                "H3",
                $"Two messages came in one read, and the client {result.Because}.",
                Stream + " What is left after the first message belongs to the next one.",
                framed ? ReadAll($"header = read_exactly(client, {width})") : ReadLines),
            "large" => (
                "H3",
                $"200,000 bytes came in many reads, and the client {result.Because}.",
                Stream + " No buffer takes that much at once: recv(200000) returns what is there.",
                framed ? ReadAll("body = read_exactly(client, length)") : ReadLines),
            "cut-character" => (
                "H4",
                $"The two bytes of é came in two reads, and the client {result.Because}.",
                "In UTF-8 a character has one to four bytes, and a read can end between them. Half a character cannot be decoded.",
                """
                Collect bytes until the message is complete, and decode it then; never what one recv returned. Where there are no messages:
                decoder = codecs.getincrementaldecoder('utf-8')()
                text = decoder.decode(client.recv(4096))
                """),
            "no-goodbye" => (
                "FIN",
                $"The connection was closed without a goodbye, and the client {result.Because}.",
                "When the other side is gone, recv returns at once with no bytes, b'', and does so for ever. A loop that only skips it runs at full speed and never ends.",
                """
                Take b'' for the end, leave the loop, and close the socket:
                data = client.recv(4096)
                if not data:
                    break
                """),
            _ => (
                "FIN",
                $"The other side ended its sending (FIN) and went on reading, and the client {result.Because}.",
                "A FIN ends one direction only. What you still have to say arrives; then it is your turn to close. recv returns b'' from now on, and never blocks.",
                """
                On b'' stop reading, send what you still have to say, and close when you are done:
                if not data:
                    break
                client.shutdown(socket.SHUT_WR)
                client.close()
                """),
        };
        return new Hint(code, HintSeverity.Error, place.Session.Id, Direction.Out, place.Start, place.End, sentence, why, fix);
    }

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
