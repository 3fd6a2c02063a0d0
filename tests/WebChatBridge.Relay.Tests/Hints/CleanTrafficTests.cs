using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Hints;

/// <summary>What good programs and people do is never remarked on.</summary>
public sealed class CleanTrafficTests
{
    private const string Hello = "{\"type\":\"hello\",\"name\":\"Tom\"}\n";

    private static readonly string Post = Wire.Utf8("{\"type\":\"post\",\"id\":\"c-1\",\"text\":\"naïve 😀 \\\"quoted\\\" \\\\u001b\"}\n");

    public static TheoryData<string, string, string[]> Clean => new()
    {
        { "a person in nc, a line a read", "line", ["hello\n", "how are you?\n", "/who\n", "/quit\n"] },
        { "a person in telnet, a line a read", "line", ["hello\r\n", "how are you?\r\n"] },
        { "a person who presses Enter", "line", ["\n", "\n", "hello\n", "\n"] },
        { "a person with umlauts and emoji", "line", [Wire.Utf8("Grüße aus Köln 👩‍💻\n"), Wire.Utf8("שלום עולם\n"), Wire.Utf8("こんにちは\n")] },
        { "a person who says GET", "line", ["GET milk\n"] },
        { "tabs", "line", ["a\tb\tc\n"] },
        { "the tutorial's client: header, then body", "header64", [.. Halves("hello"), .. Halves(Wire.Utf8("naïve")), .. Halves("!DISCONNECT")] },
        { "header and body in one write", "header64", [Wire.Frame("hello"), Wire.Frame(""), Wire.Frame(Wire.Utf8("日本"))] },
        { "a message of several lines behind a header", "header64", [Wire.Frame("one\ntwo\r\nthree")] },
        { "a narrow header", "header:10", ["5         hello", "2         hi"] },
        { "the name first", "header:10", ["3         tom", "2         hi"] },
        { "json, one a read", "json", [Hello, Post, "{\"type\":\"bye\"}\n"] },
        { "json, all in one write", "json", [Hello + Post + Post + Post] },
        { "json, a stream cut anywhere", "json", [Hello + Post[..11], Post[11..] + Post + Post[..40], Post[40..] + Post] },
        { "json with CR LF", "json", [Hello.Replace("\n", "\r\n", StringComparison.Ordinal)] },
        { "NUL-terminated, one a read", "nul", ["hello\0", "a\nb\0", Wire.Utf8("é\0")] },
        { "nothing at all", "line", [] },
    };

    [Theory]
    [MemberData(nameof(Clean))]
    public void Hints_OnCleanTraffic_AreNone(string who, string dialect, string[] reads)
    {
        Assert.NotEmpty(who);
        Assert.Equal("", Wire.Reads(dialect, reads).Said());
        Assert.Equal("", Wire.Reads(dialect, reads).Waits(600).Said());
        Assert.Equal("", Wire.Reads(dialect, reads).Ends().Said());
    }

    [Fact]
    public void Hints_OnRawMessagesWithPauses_AreNone() =>
        Assert.Equal("", Wire.Reads("raw", "hello\n").Pauses().Read(Wire.Utf8("é")).Pauses().Read(new string('a', 4000), "b").Pauses().Said());

    [Fact]
    public void Hints_OnWhatTheRelayWrites_AreNone() =>
        Assert.Equal("", Wire.Reads("line", "hi\n").Writes(["tom: hi\n", "jerry: yo\n", Wire.Utf8("otter: é\n")], [27]).Said());

    [Fact]
    public void Hints_OnASlowMoment_AreNone() =>
        Assert.Equal("", Wire.Reads("line").With(session => session with { QueuedBytes = 100_000, QueuedSince = session.OpenedAt }).Waits(1).Said());

    private static string[] Halves(string body) => Wire.Frame(body) is var frame ? [frame[..64], frame[64..]] : [];
}
