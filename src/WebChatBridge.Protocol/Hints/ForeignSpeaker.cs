using System.Buffers;
using System.Text;

namespace WebChatBridge.Protocol;

/// <summary>H9: another port's protocol.</summary>
internal sealed class ForeignSpeaker : IHintRule
{
    private const int LongestLine = 80;

    private static readonly SearchValues<byte> AfterAddress = SearchValues.Create("\"'<> \r\n"u8);

    public string Code => "H9";

    public void Look(TraceReading reading, Findings findings)
    {
        if (reading.Session.Closed?.Code != CloseCode.SpokeForeign || reading.In.Start > 0)
        {
            return;
        }

        var start = reading.In.Bytes(0, reading.In.End);
        var spoke = Greeting.Recognize(start, ended: true, anyMethod: true);
        if (spoke is null or ForeignProtocol.None || !findings.Wants())
        {
            return;
        }

        var line = start.IndexOfAny((byte)'\r', (byte)'\n') is var end and >= 0 && spoke != ForeignProtocol.Tls ? end : start.Length;
        findings.Add(HintSeverity.Error, Direction.In, 0, line, spoke switch
        {
            ForeignProtocol.Tls => Tls(start.Length),
            ForeignProtocol.Ssh => Ssh(Text(start[..line])),
            _ => Http(Text(start[..line]), Console(reading.Out)),
        });
    }

    private static Advice Http(string line, string? console) => new(
        $"This is an HTTP request: {line}.",
        "This port carries chat over plain TCP. A browser was pointed at it, a web page tried to reach it, or a program used an HTTP library.",
        console is null
            ? "For the console open the address the server prints at its start. To talk here, open a plain TCP connection: nc, socket.create_connection."
            : $"The web console is at {console}. To talk here, open a plain TCP connection: nc, socket.create_connection.");

    private static Advice Tls(int bytes) => new(
        $"This is a TLS hello (16 03), {Words.Count(bytes, "byte")}.",
        "The client wants to encrypt, and this port speaks without TLS.",
        "Connect without TLS: no ssl.wrap_socket, no openssl s_client, tcp instead of tls in the address.");

    private static Advice Ssh(string line) => new(
        $"This is an SSH client: {line}.",
        "This port carries chat. SSH listens on port 22, as a rule.",
        "Check the port you dial: ssh -p 22. A port scanner looks like this, too.");

    private static string Text(ReadOnlySpan<byte> line)
    {
        var text = new StringBuilder();
        foreach (var value in line[..Math.Min(line.Length, LongestLine)])
        {
            text.Append(value is >= 0x20 and < 0x7F ? (char)value : '.');
        }

        return text.Append(line.Length > LongestLine ? "…" : "").ToString();
    }

    // The relay answers HTTP with a page that names the console's address.
    private static string? Console(CapturedStream answer)
    {
        var bytes = answer.Bytes(answer.Start, answer.End);
        var start = bytes.IndexOf("http://"u8) is var plain and >= 0 ? plain : bytes.IndexOf("https://"u8);
        if (start < 0)
        {
            return null;
        }

        var address = bytes[start..];
        var end = address.IndexOfAny(AfterAddress);
        return Text(end < 0 ? address : address[..end]);
    }
}
