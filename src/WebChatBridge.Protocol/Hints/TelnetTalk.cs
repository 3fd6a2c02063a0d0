namespace WebChatBridge.Protocol;

/// <summary>H8: telnet negotiation. Harmless where lines are spoken, in the way everywhere else.</summary>
internal sealed class TelnetTalk : IHintRule
{
    private const int Listed = 4;

    private static readonly string[] Verbs = ["WILL", "WONT", "DO", "DONT"];

    public string Code => "H8";

    public void Look(TraceReading reading, Findings findings)
    {
        var stream = reading.In;
        var (requests, start, end) = (new List<string>(), -1L, -1L);
        var bytes = stream.Bytes(stream.Start, stream.End);
        for (var at = 0; bytes[at..].IndexOf(Telnet.Iac) is var step and >= 0;)
        {
            at += step;
            if (at + 2 >= bytes.Length || bytes[at + 1] is < 251 or 255 || bytes[at + 2] > 49)
            {
                at++;
                continue;
            }

            start = start < 0 ? stream.Start + at : start;
            requests.Add($"{Verbs[bytes[at + 1] - 251]} {Option(bytes[at + 2])}");
            at += 3;
            end = stream.Start + at;
        }

        if (requests.Count > 0 && reading.FramedBy != FramedBy.Unknown && findings.Wants())
        {
            var handled = reading.FramedBy == FramedBy.Line;
            findings.Add(handled ? HintSeverity.Note : HintSeverity.Warning, Direction.In, start, end, Say(requests, handled));
        }
    }

    private static Advice Say(List<string> requests, bool handled) => new(
        $"This is telnet: {Words.Count(requests.Count, "request")} about options ({string.Join(", ", requests.Take(Listed))}{(requests.Count > Listed ? ", …" : "")}).",
        handled
            ? "A telnet program negotiates before and between the text. The relay refuses every option and takes the requests out of the text."
            : "A telnet program negotiates before and between the text. This dialect does not know that: the bytes FF FB … are taken for data.",
        handled ? "Nothing to do. Programs use a plain TCP connection, people may use nc as well." : "Use nc, which sends only what you type, or an endpoint that speaks line.");

    // RFC 854 and its relatives; the ones programs really ask for.
    private static string Option(byte option) => option switch
    {
        0 => "BINARY",
        1 => "ECHO",
        3 => "SGA",
        5 => "STATUS",
        24 => "TERMINAL-TYPE",
        31 => "NAWS",
        32 => "TERMINAL-SPEED",
        33 => "FLOW-CONTROL",
        34 => "LINEMODE",
        35 => "X-DISPLAY",
        39 => "NEW-ENVIRON",
        _ => $"option {option}",
    };
}
