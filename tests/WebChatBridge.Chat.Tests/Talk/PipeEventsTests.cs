using System.Text;
using Microsoft.Extensions.Time.Testing;
using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Chat.Tests.Talk;

public sealed class PipeEventsTests
{
    private static readonly DateTimeOffset At = new(2026, 9, 22, 12, 1, 7, 204, TimeSpan.Zero);

    [Theory]
    [InlineData("hello", "hello")]
    [InlineData("\u202Egpj.exe\u2066\u200E\u061C", @"\u202egpj.exe\u2066\u200e\u061c")]
    [InlineData("two\r\nlines\tand \\ \e[2J\u009B\u2028", @"two\r\nlines\tand \\ \u001b[2J\u009b\u2028")]
    public void Line_Message_IsOneLineOfThreeColumns(string text, string column)
    {
        var line = new PipeEvents(json: false, timestamps: true, new FakeTimeProvider(At)).Line(Message(text));

        Assert.Equal($"2026-09-22T12:01:07.204Z\tjerry\t{column}\n", Encoding.UTF8.GetString(line.Span));
    }

    [Fact]
    public void Line_NoTimestamps_TwoColumns() =>
        Assert.Equal("jerry\thi\n", Encoding.UTF8.GetString(new PipeEvents(json: false, timestamps: false, TimeProvider.System).Line(Message("hi")).Span));

    [Fact]
    public void Line_Json_IsTheWiresLine()
    {
        var events = new PipeEvents(json: true, timestamps: true, TimeProvider.System);

        Assert.Equal(
            """{"type":"message","room":"lobby","seq":3,"at":"2026-09-22T12:01:07.204Z","from":{"id":7,"name":"jerry","origin":"tcp"},"text":"hi"}""" + "\n",
            Encoding.UTF8.GetString(events.Line(Message("hi")).Span));
        Assert.Equal("""{"type":"notice","text":"x"}""" + "\n", Encoding.UTF8.GetString(events.Line(new RelayNews.Said(new ServerEvent.Notice("x"))).Span));
    }

    [Fact]
    public void Line_Status_IsNotForStandardOutput() =>
        Assert.True(new PipeEvents(json: false, timestamps: true, TimeProvider.System).Line(new RelayNews.Said(new ServerEvent.Notice("x"))).IsEmpty);

    [Fact]
    public void Line_Unframed_HasNoSpeaker() =>
        Assert.Equal("-\tMsg received\n", Encoding.UTF8.GetString(new PipeEvents(json: false, timestamps: false, TimeProvider.System).Line(new RelayNews.Unframed("Msg received")).Span));

    private static RelayNews.Said Message(string text) => new(new ServerEvent.Message(new ChatMessage
    {
        Room = "lobby",
        Seq = 3,
        At = At,
        From = new Sender(7, "jerry", Origin.Tcp),
        Payload = Encoding.UTF8.GetBytes(text),
    }));
}
