using Microsoft.Extensions.Time.Testing;
using WebChatBridge.Protocol;

namespace WebChatBridge.Chat.Tests.Talk;

public sealed class TranscriptTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 9, 22, 12, 1, 7, TimeSpan.Zero));

    [Fact]
    public void Message_FirstOfADay_HasTheDayAbove()
    {
        var transcript = new Transcript(Palette.None, time, timestamps: true);
        transcript.Message(Message("jerry", "hello"), direct: false, hex: false);
        transcript.Message(Message("amber-otter", "PONG 4"), direct: false, hex: false);

        Assert.Equal(
            [
                "── Tuesday 22 September ──",
                "12:01:07 jerry        hello",
                "12:01:07 amber-otter  PONG 4",
            ],
            transcript.Take());
        Assert.Empty(transcript.Take());
    }

    [Fact]
    public void Message_WithLineBreaks_CannotForgeALine()
    {
        var transcript = new Transcript(Palette.None, time, timestamps: false);

        transcript.Message(Message("jerry", "one\n12:01:07 tom  two\r\n\e[2J"), direct: false, hex: false);

        Assert.Equal(["jerry        one", "             12:01:07 tom  two", "             ␛[2J"], transcript.Take());
    }

    [Fact]
    public void Message_Hex_ShowsTheBytes()
    {
        var transcript = new Transcript(Palette.None, time, timestamps: false);

        transcript.Message(Message("jerry", "hi\0é"), direct: true, hex: true);

        Assert.Equal(["jerry → you  hi␀é", "   0000  68 69 00 c3 a9                                   hi···"], transcript.Take());
    }

    [Fact]
    public void Message_Coloured_OnlyTheName()
    {
        var transcript = new Transcript(new Palette(ColorDepth.Ansi16), time, timestamps: false);

        transcript.Message(Message("tom", "hello"), direct: false, hex: false);
        transcript.Note("tom left");

        Assert.Equal(["\e[95mtom\e[0m" + "          hello", "\e[2m· tom left\e[0m"], transcript.Take());
    }

    private ChatMessage Message(string name, string text) => new()
    {
        Room = "lobby",
        At = time.GetUtcNow(),
        From = new Sender(1, name, Origin.Tcp),
        Payload = System.Text.Encoding.UTF8.GetBytes(text),
    };
}
