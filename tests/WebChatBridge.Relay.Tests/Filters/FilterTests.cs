using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Filters;

public sealed class FilterTests
{
    private static readonly TrafficRow Row = new()
    {
        Seq = 1042, At = 0, Session = 17, Name = "amber-otter", Room = "lobby", Direction = Direction.In, Length = 19,
        Content = "PING 1\r\nPING 2\nNaïve \"x\""u8.ToArray(), Kind = FrameKind.Goodbye, Hints = ["H3"], Note = "sliced to 3 B",
    };

    private static readonly TrafficRow Happened = new()
    {
        Seq = 1043, At = 0, Session = 3, Name = "tom", Event = "closed", Sentence = "Header is not a number.", Content = [0x1B, 0xFF, 0x00],
    };

    [Theory]
    [InlineData("", true)]
    [InlineData("   ", true)]
    [InlineData("ping", true)]
    [InlineData("ping 2", true)] // both words
    [InlineData("ping 9", false)]
    [InlineData("\"ping 2\"", true)]
    [InlineData("\"2 ping\"", false)]
    [InlineData("\"Naïve \\\"x\\\"\"", true)]
    [InlineData("NAÏVE", true)]
    [InlineData("otter", true)] // the name
    [InlineData("sliced", true)] // the note
    [InlineData("-ping", false)]
    [InlineData("-pong", true)]
    [InlineData("-\"ping 2\"", false)]
    [InlineData("/PING \\d/", true)]
    [InlineData("/ping/", false)]
    [InlineData("/ping/i", true)]
    [InlineData("/^PING 2$/", true)] // a line of it
    [InlineData("-/ping/i", false)]
    [InlineData("from:amber-otter", true)]
    [InlineData("FROM:Amber-Otter", true)]
    [InlineData("from:amber", false)]
    [InlineData("from:amber*", true)]
    [InlineData("from:tom|17", true)]
    [InlineData("from:\"amber-otter\"", true)]
    [InlineData("-from:amber-otter", false)]
    [InlineData("to:amber-otter", false)]
    [InlineData("session:17", true)]
    [InlineData("session:#17", true)]
    [InlineData("session:18", false)]
    [InlineData("session:amber-otter", true)]
    [InlineData("in:lobby", true)]
    [InlineData("in:lob", false)]
    [InlineData("in:den|lob*", true)]
    [InlineData("dir:in", true)]
    [InlineData("dir:out", false)]
    [InlineData("len>18", true)]
    [InlineData("len>19", false)]
    [InlineData("len>=19", true)]
    [InlineData("len<19", false)]
    [InlineData("len<=19", true)]
    [InlineData("len=19", true)]
    [InlineData("len:19", true)]
    [InlineData("-len=19", false)]
    [InlineData("has:cr", true)]
    [InlineData("has:nul", false)]
    [InlineData("has:nul|cr", true)]
    [InlineData("has:nonutf8", false)]
    [InlineData("hex:0d0a", true)]
    [InlineData("hex:\"0D 0A\"", true)]
    [InlineData("hex:0a0d", false)]
    [InlineData("hex:0a0d|50494e47", true)]
    [InlineData("hint:any", true)]
    [InlineData("hint:h3", true)]
    [InlineData("hint:H1|H3", true)]
    [InlineData("hint:H12", false)]
    [InlineData("-hint:any", false)]
    [InlineData("kind:goodbye", true)]
    [InlineData("kind:message", false)]
    [InlineData("event:any", false)]
    [InlineData("off:pong", true)]
    [InlineData("off:-ping ping", true)]
    [InlineData("off:dir:out", true)]
    [InlineData("ping -dir:out len<100 hint:any", true)]
    [InlineData("dir:sideways", true)] // not read, so out of the way
    public void Filter_OverAFrame_Says(string filter, bool passes) => Assert.Equal(passes, Filter.Parse(filter).Matches(Row));

    [Theory]
    [InlineData("event:closed", true)]
    [InlineData("event:opened|closed", true)]
    [InlineData("-event:any", false)]
    [InlineData("header", true)]
    [InlineData("/not a number\\./", true)]
    [InlineData("from:tom", true)]
    [InlineData("to:tom", true)]
    [InlineData("dir:in", false)]
    [InlineData("in:lobby", false)]
    [InlineData("kind:message", false)]
    [InlineData("has:esc", true)]
    [InlineData("has:nul", true)]
    [InlineData("has:control", true)]
    [InlineData("has:nonutf8", true)]
    [InlineData("has:tab", false)]
    [InlineData("hint:any", false)]
    public void Filter_OverAnEvent_Says(string filter, bool passes) => Assert.Equal(passes, Filter.Parse(filter).Matches(Happened));

    [Theory]
    [InlineData("e280ae", "has:bidi", true)]
    [InlineData("d89c", "has:bidi", true)]
    [InlineData("61e281a6", "has:bidi", true)]
    [InlineData("e280a6", "has:bidi", false)] // an ellipsis
    [InlineData("e28082e2808f", "has:bidi", true)]
    [InlineData("e280", "has:bidi", false)]
    [InlineData("e282ac", "has:nonutf8", false)]
    [InlineData("82ac61", "has:nonutf8", false)] // cut out of a stream: the rest of a character …
    [InlineData("61e282", "has:nonutf8", false)] // … and the beginning of one
    [InlineData("61e261", "has:nonutf8", true)]
    [InlineData("61ff", "has:nonutf8", true)]
    [InlineData("80808080", "has:nonutf8", true)]
    public void Has_InAChunk_LooksAtBytes(string hex, string filter, bool passes)
    {
        var chunk = Row with { Kind = null, Content = Convert.FromHexString(hex) };

        Assert.Equal(passes, Filter.Parse(filter).Matches(chunk));
    }

    [Fact]
    public void Has_InAFrame_TakesACutCharacterForBroken() =>
        Assert.True(Filter.Parse("has:nonutf8").Matches(Row with { Content = [0x61, 0xE2, 0x82] }));

    [Theory]
    [InlineData("{\"type\":\"post\"}", FilterField.Text, "{\"type\":\"post\"}")]
    [InlineData("\"type\":\"post\"", FilterField.Text, "type\":\"post")]
    [InlineData("/api/v1/users", FilterField.Text, "/api/v1/users")]
    [InlineData("/api/v1/", FilterField.Regex, "api/v1")]
    [InlineData("/a b/", FilterField.Regex, "a b")]
    [InlineData("/a\\/ b/", FilterField.Regex, "a\\/ b")]
    [InlineData("//", FilterField.Text, "//")]
    [InlineData("-", FilterField.Text, "-")]
    [InlineData("off:", FilterField.Text, "off:")]
    [InlineData("http://x", FilterField.Text, "http://x")]
    [InlineData("12:03", FilterField.Text, "12:03")]
    [InlineData("a|b", FilterField.Text, "a|b")]
    [InlineData("lenient>1", FilterField.Text, "lenient>1")]
    [InlineData("from>tom", FilterField.Text, "from>tom")]
    [InlineData("!x", FilterField.Text, "!x")]
    [InlineData("\"from:tom\"", FilterField.Text, "from:tom")]
    [InlineData("\"a\\\\\"", FilterField.Text, "a\\")]
    [InlineData("from:\"a b\"|c", FilterField.From, "a b|c")]
    [InlineData("len>=5", FilterField.Len, ">=5")]
    public void Term_Alone_IsRead(string text, FilterField field, string value)
    {
        var term = Assert.Single(Filter.Parse(text).Terms);

        Assert.Equal((field, value, text), (term.Field, term.Value, term.Text));
        Assert.Empty(Filter.Parse(text).Problems);
    }

    [Theory]
    [InlineData("a /x(/ b", 2, 4, "is looked for as it is written", "/x(/", true)]
    [InlineData("/(?=x)/", 0, 7, "look-arounds", "/(?=x)/", true)]
    [InlineData("/(a{100}){1000}/", 0, 16, "very large counts", "/(a{100}){1000}/", true)]
    [InlineData("a dir:up", 2, 6, "dir: takes in, out, not 'up'", "up", false)]
    [InlineData("kind:1", 0, 6, "kind: takes message, control", "1", false)]
    [InlineData("len>many", 0, 8, "number of bytes", ">many", false)]
    [InlineData("len<>5", 0, 6, "not <>", "<>5", false)]
    [InlineData("has:wings", 0, 9, "nonutf8", "wings", false)]
    [InlineData("hex:0d0", 0, 7, "pairs", "0d0", false)]
    [InlineData("from:", 0, 5, "nothing after it", "", false)]
    [InlineData("from:tom|", 0, 9, "nothing after it", "tom|", false)]
    [InlineData("\"\"", 0, 2, "nothing between", "", false)]
    [InlineData("a \"b c ", 2, 5, "goes on to the end", "b c ", true)]
    [InlineData("from:\"b c", 0, 9, "goes on to the end", "b c", true)]
    [InlineData("form:tom", 0, 8, "no operator", "form:tom", true)]
    public void Problem_SaysWhereAndWhatIsDoneInstead(string text, int start, int length, string says, string value, bool takesPart)
    {
        var filter = Filter.Parse(text);

        var problem = Assert.Single(filter.Problems);
        Assert.Equal((start, length), (problem.Start, problem.Length));
        Assert.Contains(says, problem.Sentence, StringComparison.Ordinal);
        var term = filter.Terms.Single(term => term.Start == start);
        Assert.Equal((value, takesPart), (term.Value, term.Active));
    }

    [Fact]
    public void Text_TooLong_IsReadAsFarAsTheLimit()
    {
        var filter = Filter.Parse(new string('a', 1_998) + " bcd");

        Assert.Equal(["b"], filter.Terms.Skip(1).Select(term => term.Value));
        Assert.Equal((2_000, 2), (Assert.Single(filter.Problems).Start, filter.Problems[0].Length));
    }

    [Fact]
    public void Pattern_TooLong_IsLookedForAsItIsWritten() =>
        Assert.Contains("the limit is 256", Assert.Single(Filter.Parse($"/{new string('a', 257)}/").Problems).Sentence, StringComparison.Ordinal);

    [Fact]
    public void Pattern_ThatTakesTooLong_IsGivenUpAndNothingPasses()
    {
        var filter = Filter.Parse("/(a?){900}b/");
        var row = Row with { Content = Encoding.UTF8.GetBytes(new string('a', 40_000_000)) };

        Assert.False(filter.Matches(row));

        Assert.Equal("/(a?){900}b/", filter.GivenUp?.Text);
        Assert.False(filter.Matches(Row with { Content = "b"u8.ToArray() }));
    }

    [Theory]
    [InlineData("ping", "PING x Ping", "0+4 7+4")]
    [InlineData("in /\\d+/ -x", "in 12, 3", "0+2 3+2 7+1")]
    [InlineData("abc bcd", "abcd", "0+4")] // overlaps are one
    [InlineData("off:ping dir:in", "ping", "")]
    [InlineData("/x*/", "aab", "")] // an empty match underlines nothing
    public void InText_MarksWhatIsLookedFor(string filter, string text, string marks) =>
        Assert.Equal(marks, string.Join(' ', Filter.Parse(filter).InText(text).Select(span => $"{span.Start}+{span.Length}")));

    [Theory]
    [InlineData("hex:0a", "0a0d0a", "0+1 2+1")]
    [InlineData("has:nul", "610062", "1+1")]
    [InlineData("ï", "6ec3af76", "1+2")]
    [InlineData("v", "ffff76", "2+1")]
    [InlineData("/b/", "f09f998262", "4+1")]
    [InlineData("has:cr hex:0d0a", "0d0a", "0+2")]
    public void InBytes_MarksWhereTheyLie(string filter, string hex, string marks) =>
        Assert.Equal(marks, string.Join(' ', Filter.Parse(filter).InBytes(Convert.FromHexString(hex)).Select(span => $"{span.Start}+{span.Length}")));
}
