using System.Buffers;
using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

public sealed class TrafficJsonTests
{
    private static readonly SessionInfo Tom = new Sample().Recording().Session;

    [Fact]
    public void Chunk_OfText_IsTextWithTimePlaceAndName() => Assert.Equal(
        """{"seq":1042,"at":"2026-11-22T12:00:00.000123Z","session":17,"name":"tom","direction":"in","offset":64,"length":9,"text":"hällo \"\n"}""" + "\n",
        Written(json => json.Write(Tom, new Chunk(1_042, 17, Direction.In, Sample.NoonMicros + 123, 64, "hällo \"\n"u8.ToArray()))));

    [Fact]
    public void Chunk_OfOtherBytes_IsBase64_AndCarriesItsNote() => Assert.Equal(
        """{"seq":1,"at":"2026-11-22T12:00:01.000000Z","session":17,"name":"tom","direction":"out","offset":0,"length":3,"bytes":"/wDD","note":"sliced to 3 B"}""" + "\n",
        Written(json => json.Write(Tom, new Chunk(1, 17, Direction.Out, Sample.NoonMicros + 1_000_000, 0, [0xFF, 0, 0xC3], "sliced to 3 B"))));

    [Fact]
    public void Chunk_WithAnEscape_SendsNoTerminalAnywhere() => Assert.Contains(
        @"""text"":""\u001b[2J\u202e""",
        Written(json => json.Write(Tom, new Chunk(1, 17, Direction.In, 0, 0, "\e[2J\u202E"u8.ToArray()))),
        StringComparison.Ordinal);

    [Fact]
    public void Frame_IsItsBody_WithKindFramingAndMessage() => Assert.Equal(
        """{"seq":7,"at":"2026-11-22T12:00:00.000005Z","session":17,"name":"tom","direction":"in","offset":64,"length":66,"kind":"message","head":64,"tail":0,"room":"pair-1","message":881,"text":"hi"}""" + "\n",
        Written(json => json.Write(
            Tom, new FrameMark(Direction.In, 64, 130, FrameKind.Message, Head: 64, Room: "pair-1", Seq: 881), new Chunk(7, 17, Direction.In, Sample.NoonMicros + 5, 128, []), "hi"u8.ToArray())));

    [Fact]
    public void Frame_WhoseBeginningIsNotKept_SaysHowMuchIsMissing() => Assert.EndsWith(
        """
        "kind":"control","head":0,"tail":1,"text":"o","missing":3}

        """,
        Written(json => json.Write(Tom, new FrameMark(Direction.In, 0, 5, FrameKind.Control, Tail: 1), new Chunk(7, 17, Direction.In, 0, 3, []), "o"u8.ToArray())),
        StringComparison.Ordinal);

    [Fact]
    public void Event_IsItsSentence() => Assert.Equal(
        """{"seq":9,"at":"2026-11-22T12:00:00.000000Z","session":17,"name":"tom","event":"closed","text":"said goodbye"}""" + "\n",
        Written(json => json.Write(new TrafficRow { Seq = 9, At = Sample.NoonMicros, Session = 17, Name = "tom", Event = "closed", Sentence = "said goodbye" })));

    private static string Written(Action<TrafficJson> write)
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new TrafficJson(output);
        write(json);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
