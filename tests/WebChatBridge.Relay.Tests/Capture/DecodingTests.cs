using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests;

/// <summary>Where frames lie: literal bytes, received in any two pieces, in every dialect.</summary>
public sealed class DecodingTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string, string> Streams => new()
    {
        { "header:4", "2   hi0   3   abc", "0-6 Message 4+0 hi|6-10 Message 4+0 |10-17 Message 4+0 abc" },
        { "header:4", "2   hi3   !DI11  !DISCONNECT", "0-6 Message 4+0 hi|6-13 Message 4+0 !DI|13-28 Goodbye 4+0 !DISCONNECT" },
        { "header:4", "2   hix", "0-6 Message 4+0 hi|6-7 Violation 0+0 x" },
        { "line", "a\n\nbc\r\nd\r\0/who\nrest", "0-2 Message 0+1 a\n|3-7 Message 0+2 bc\r\n|7-10 Message 0+2 d\r\0|10-15 Control 0+1 /who\n" },
        { "line", "\u00FF\u00FD\u0001h\u00FF\u00FD\u0003i\n", "0-3 Negotiation 0+0 \u00FF\u00FD\u0001|3-9 Message 0+1 h\u00FF\u00FD\u0003i\n|4-7 Negotiation 0+0 \u00FF\u00FD\u0003" },
        { "json", "{\"type\":\"ping\"}\n \n{\"type\":\"post\",\"id\":\"1\",\"text\":\"x\"}\r\n{\"type\":\"bye\"}\n", "0-16 Control 0+1 {\"type\":\"ping\"}\n|18-55 Message 0+2 {\"type\":\"post\",\"id\":\"1\",\"text\":\"x\"}\r\n|55-70 Goodbye 0+1 {\"type\":\"bye\"}\n" },
        { "json", "{\"type\":\"ping\"}\n{oops}\n", "0-16 Control 0+1 {\"type\":\"ping\"}\n|16-23 Violation 0+1 {oops}\n" },
        { "nul", "ab\0\0c\0d", "0-3 Message 0+1 ab\0|4-6 Message 0+1 c\0" },
    };

    [Theory]
    [MemberData(nameof(Streams))]
    public void Frames_OfAStream_LieWhereTheyLie_AtEverySplit(string name, string latin1, string frames)
    {
        var dialect = Protocol.Dialects.Parse(name, maxMessageBytes: 100, commands: true);
        var stream = Encoding.Latin1.GetBytes(latin1);
        for (var cut = 0; cut <= stream.Length; cut++)
        {
            var ring = new Capture(new CaptureOptions()).Open(1)!;
            foreach (var piece in (byte[][])[stream[..cut], stream[cut..]])
            {
                if (piece.Length > 0)
                {
                    ring.Received(piece, At, []);
                }
            }

            ring.Decode(dialect);

            var found = ring.Read(0);
            Assert.Equal(frames, string.Join('|', found.Frames.Select(Shown)));
            Assert.Equal(stream, found.Chunks.SelectMany(static chunk => chunk.Bytes));
        }
    }

    [Fact]
    public void Raw_ASilenceEndsAFrame()
    {
        var ring = new Capture(new CaptureOptions()).Open(1)!;
        ring.Received("ab"u8, At, []);
        ring.Received("cd"u8, At.AddMilliseconds(10), []);
        ring.Received("ef"u8, At.AddMilliseconds(200), []);

        ring.Decode(new RawDialect(maxMessageBytes: 100, TimeSpan.FromMilliseconds(75)));

        Assert.Equal("0-4 Message 0+0 abcd", string.Join('|', ring.Read(0).Frames.Select(Shown)));
    }

    [Fact]
    public void Decode_Again_KeepsTheNumbersOfMessagesThatEndInTheSamePlace()
    {
        var ring = new Capture(new CaptureOptions()).Open(1)!;
        ring.Received("ab\ncd\0ef\n"u8, At, [new FoundFrame(0, 3, FrameKind.Message, tail: 1), new FoundFrame(3, 9, FrameKind.Message, tail: 1)]);
        ring.Placed(3, "lobby", 1);
        ring.Placed(9, "lobby", 2);

        ring.Decode(Protocol.Dialects.Parse("nul", maxMessageBytes: 100, commands: true));
        Assert.Equal([null], ring.Read(0).Frames.Select(static frame => frame.Mark.Seq));

        ring.Decode(Protocol.Dialects.Parse("line", maxMessageBytes: 100, commands: true));
        Assert.Equal([(3, 1L), (9, 2L)], ring.Read(0).Frames.Select(static frame => ((int)frame.Mark.End, frame.Mark.Seq ?? 0)));
    }

    private static string Shown(CapturedFrame frame) =>
        $"{frame.Mark.Start}-{frame.Mark.End} {frame.Mark.Kind} {frame.Mark.Head}+{frame.Mark.Tail} {Encoding.Latin1.GetString(frame.Content)}";
}
