using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Hints;

/// <summary>One trace for each thing a hint can say that is worth a place in docs/hints.md.</summary>
internal static class HintExamples
{
    private static readonly string Hello = Wire.Frame("hello");

    /// <summary>By code: what is done (its bytes follow), and the trace it makes.</summary>
    public static readonly IReadOnlyList<(string Code, string What, Wire Wire)> All =
    [
        ("H1", "`line`, others in the room end with LF", Wire.Reads("line", "hello\r\n").Peers("LF")),
        ("H1", "`line`", Wire.Reads("line", "hello\r\r\n")),
        ("H1", "`header64`", Wire.Reads("header64", Wire.Frame("yes\r\n"))),
        ("H2", "`line`, then nothing for 6 s", Wire.Reads("line", "PONG 42").Waits(6)),
        ("H2", "`header64`, then nothing for 6 s", Wire.Reads("header64", Wire.Frame("hello", 11)).Waits(6)),
        ("H2", "`line`, then FIN", Wire.Reads("line", "bye").Ends()),
        ("H3", "`line`", Wire.Reads("line", "PING 1\nPING 2\nPI")),
        ("H3", "`header64`", Wire.Reads("header64", Hello[..10], Hello[10..])),
        ("H3", "`raw`, 1 ms apart", Wire.Reads("raw", "hello", "world").Pauses()),
        ("H4", "`header64`", Wire.Reads("header64", Wire.Frame(Wire.Utf8("café"))[..68], "\xA9")),
        ("H5", "`line`", Wire.Reads("line", "caf\xE9!\n")),
        ("H5", "`line`", Wire.Reads("line", "h\0i\0\n")),
        ("H6", "`header64`", Wire.Reads("header64", Wire.Frame(Wire.Utf8("café"), 4))),
        ("H7", "`header64`", Wire.Reads("header64", "11hello world")),
        ("H7", "`header64`", Wire.Reads("header64", "11\nhello world")),
        ("H7", "`header64`", Wire.Reads("header64", "11        hello world")),
        ("H7", "`header64`", Wire.Reads("header64", "\0\0\0\vhello world")),
        ("H7", "`header64`", Wire.Reads("header64", "tom" + Hello)),
        ("H7", "`header64`", Wire.Reads("header64", Hello + "\n", Hello)),
        ("H7", "`header64`, then FIN", Wire.Reads("header64", "hello").Ends()),
        ("H8", "`line`", Wire.Reads("line", "\xFF\xFD\x03\xFF\xFB\x18", "hi\r\n")),
        ("H8", "`nul`", Wire.Reads("nul", "\xFF\xFB\x1Fhi\0")),
        ("H9", "any dialect", Wire.Reads("line", "GET / HTTP/1.1\r\n")),
        ("H9", "any dialect", Wire.Reads("line", "\x16\x03\x01\x02\0\x01")),
        ("H10", "64,000 bytes wait for 12 s", Wire.Reads("line").Waits(12).With(session => session with { QueuedBytes = 64_000, QueuedSince = session.OpenedAt })),
        ("H11", "`line`, then RST", Wire.Reads("line", "hello\n").Closes(CloseCode.PeerReset)),
        ("H12", "`line`", Wire.Reads("line", "\x1B[31mred\x1B[0m\n")),
        ("H12", "`line`", Wire.Reads("line", "50%\r60%\n")),
        ("H12", "`line`", Wire.Reads("line", "hi\0\n")),
        ("H12", "`line`", Wire.Reads("line", Wire.Utf8("pay \u202E001\n"))),
    ];
}
