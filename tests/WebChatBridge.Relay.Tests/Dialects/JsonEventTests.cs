using System.Text;
using System.Text.Json;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Dialects;

public sealed class JsonEventTests
{
    private static readonly JsonDialect Dialect = new(1000);

    [Fact]
    public void Events_AreSpelledAsDocumented()
    {
        Is("""{"type":"welcome","session":7,"name":"Tom","room":"lobby","seq":41,"limits":{"messageBytes":1,"nameChars":2,"roomBytes":3,"history":4},"server":"0.1"}""",
            new ServerEvent.Welcome(7, "Tom", "lobby", 41, new WireLimits(1, 2, 3, 4), "0.1"));
        Is("""{"type":"message","room":"lobby","seq":1,"at":"2026-11-22T12:03:11.204Z","from":{"id":7,"name":"Tom","origin":"tcp"},"text":"grüß <b> 😀"}""",
            Say.Named("Tom", "grüß <b> 😀"));
        Is("""{"type":"message","room":"lobby","seq":1,"at":"2026-11-22T12:03:11.204Z","from":{"id":7,"name":"Tom","origin":"tcp"},"text":"x","direct":true}""",
            Say.Named("Tom", "x", direct: true));
        Is("""{"type":"message","room":"lobby","seq":1,"at":"2026-11-22T12:03:11.204Z","from":{"id":7,"name":"Tom","origin":"tcp"},"bytes":"/wA="}""",
            new ServerEvent.Message(Say.Message([255, 0])));
        Is("""{"type":"ack","id":"c-1","room":"lobby","seq":42}""", new ServerEvent.Ack("c-1", "lobby", 42));
        Is("""{"type":"ack","room":"lobby","seq":42}""", new ServerEvent.Ack(null, "lobby", 42));
        Is("""{"type":"presence","room":"lobby","change":"left","who":{"id":7,"name":"Tom","origin":"tcp"},"members":2,"reason":"too slow"}""",
            new ServerEvent.Presence("lobby", PresenceChange.Left, Say.Tom, 2, Reason: "too slow"));
        Is("""{"type":"presence","room":"lobby","change":"renamed","who":{"id":7,"name":"Tom","origin":"tcp"},"members":2,"was":"tim"}""",
            new ServerEvent.Presence("lobby", PresenceChange.Renamed, Say.Tom, 2, Was: "tim"));
        Is("""{"type":"history","room":"lobby","messages":[]}""", new ServerEvent.History("lobby", []));
        Is("""{"type":"who","room":"lobby","members":[{"id":7,"name":"Tom","origin":"tcp"}],"count":1}""", new ServerEvent.Who("lobby", [Say.Tom], 1));
        Is("""{"type":"rooms","rooms":[{"room":"lobby","members":3,"seq":41}]}""", new ServerEvent.Rooms([new RoomSummary("lobby", 3, 41)]));
        Is("""{"type":"pong"}""", new ServerEvent.Pong());
        Is("""{"type":"notice","text":"a\nb\u001b\u202e"}""", new ServerEvent.Notice("a\nb\u001b\u202e"));
        Is("""{"type":"notice","text":"\u200e\u200f\u061c\ufff9"}""", new ServerEvent.Notice("\u200e\u200f\u061c\ufff9"));
        Is("""{"type":"error","code":"bad_request","text":"no","id":"c-1"}""", new ServerEvent.Error(ErrorCode.BadRequest, "no", "c-1"));
        Is("""{"type":"bye","reason":"server stopping"}""", new ServerEvent.Bye("server stopping"));
    }

    [Fact]
    public void Written_IsReadBackTheSame()
    {
        ServerEvent[] events =
        [
            .. Say.Other, Say.Named("Tom", "x", direct: true), new ServerEvent.Bye("x"), new ServerEvent.Message(Say.Message([255, 0, 10])),
            new ServerEvent.History("lobby", [Say.Message([1]), Say.Message([2], seq: 2)]), new ServerEvent.Ack(null, "lobby", 1),
            new ServerEvent.Presence("lobby", PresenceChange.Renamed, Say.Tom, 2, Was: "tim"), new ServerEvent.Who("lobby", [Say.Tom], 9),
        ];

        foreach (var what in events)
        {
            var line = Spell.Bytes(Dialect, what);

            Assert.Equal((byte)'\n', line[^1]);
            Assert.Equal(1, line.Count(value => value == '\n'));
            Assert.Equal(line, Spell.Bytes(Dialect, JsonCodec.ReadEvent(line)!));
        }
    }

    [Fact]
    public void UnknownType_IsNull_SoThatANewerServerMaySayMore()
    {
        Assert.Null(JsonCodec.ReadEvent("""{"type":"typing","who":3}"""u8));
        Assert.Null(JsonCodec.ReadEvent("""{"type":"presence","change":"promoted","room":"x"}"""u8));
        Assert.IsType<ServerEvent.Pong>(JsonCodec.ReadEvent("""{"type":"pong","new":[1]}"""u8));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":null}""")]
    [InlineData("""{"type":"ack"}""")]
    [InlineData("""{"type":"ack","room":"lobby","seq":"1"}""")]
    [InlineData("""{"type":"ack","room":"lobby","seq":1.5}""")]
    [InlineData("""{"type":"message","room":"lobby"}""")]
    [InlineData("""{"type":"message","room":"lobby","seq":1,"at":"now","from":{"id":7,"name":"Tom","origin":"tcp"},"text":"x"}""")]
    [InlineData("""{"type":"who","room":"lobby","members":7,"count":1}""")]
    [InlineData("""{"type":"pong"}{"type":"pong"}""")]
    public void BadLine_IsAJsonException(string line) =>
        Assert.ThrowsAny<JsonException>(() => JsonCodec.ReadEvent(Encoding.UTF8.GetBytes(line)));

    private static void Is(string line, ServerEvent what) => Assert.Equal(line + "\n", Spell.Text(Dialect, what));
}
