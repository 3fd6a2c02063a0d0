namespace WebChatBridge.Protocol;

/// <summary>H11: the connection was reset where it should have ended.</summary>
internal sealed class ResetAtEnd : IHintRule
{
    public string Code => "H11";

    public void Look(TraceReading reading, Findings findings)
    {
        var session = reading.Session;
        if (session.Closed is not { Code: CloseCode.PeerReset })
        {
            return;
        }

        var place = Math.Max(0, session.BytesIn);
        var unread = session.BytesOut > 0 ? $" {Words.Count(session.BytesOut, "byte")} had been written to it; how many it read, TCP does not tell." : "";
        findings.Add(HintSeverity.Warning, Direction.In, place, place, new Advice(
            $"The client reset the connection (RST) after {Words.Count(session.BytesIn, "byte")} instead of ending it (FIN).{unread}",
            "A reset throws away what is on its way in both directions. It is sent when a program closes a socket it has not read to the end, when it is killed, or with SO_LINGER at 0.",
            "Say that you are done, read until the other side is, then close: sock.shutdown(socket.SHUT_WR); while sock.recv(4096): pass; sock.close()."));
    }
}
