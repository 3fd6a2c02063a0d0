using System.Buffers;
using System.Text;
using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Chat.Tests.Client;

public sealed class HeaderWireTests
{
    private readonly HeaderWire wire = new("partner", TimeProvider.System);

    [Fact]
    public void Write_Post_HeaderAndBodyInOnePiece()
    {
        var output = new ArrayBufferWriter<byte>();

        Assert.Null(wire.Write(new ClientRequest.Post(null, "hällo"u8.ToArray()), output));

        Assert.Equal("6" + new string(' ', 63) + "hällo", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void Write_Bye_IsTheFramedGoodbye()
    {
        var output = new ArrayBufferWriter<byte>();

        Assert.Null(wire.Write(new ClientRequest.Bye(), output));

        Assert.Equal("11" + new string(' ', 62) + "!DISCONNECT", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void Write_GoodbyeAsText_IsRefused()
    {
        Assert.NotNull(wire.Write(new ClientRequest.Post(null, "!DISCONNECT"u8.ToArray()), new ArrayBufferWriter<byte>()));
    }

    [Fact]
    public void Take_EverySplit_SameNews()
    {
        var stream = Encoding.UTF8.GetBytes(Frame("hello") + Frame(string.Empty) + "   2" + new string(' ', 60) + "ok" + Frame("!DISCONNECT"));
        for (var split = 0; split <= stream.Length; split++)
        {
            var fresh = new HeaderWire("partner", TimeProvider.System);
            var news = new List<RelayNews>();

            fresh.Take(stream.AsSpan(0, split), news);
            fresh.Take(stream.AsSpan(split), news);

            Assert.Equal(["partner: hello", "partner: ", "partner: ok", "bye"], news.Select(Words));
        }
    }

    [Theory]
    [InlineData("Msg received")]
    [InlineData("12 messages received")]
    [InlineData("-5                                                              ")]
    [InlineData("99999999999999999999                                            ")]
    [InlineData("                                                                ")]
    public void Take_NoHeader_IsShownAsText(string text)
    {
        var news = new List<RelayNews>();

        wire.Take(Encoding.UTF8.GetBytes(text), news);

        Assert.Equal(["raw " + text], news.Select(Words));
    }

    [Fact]
    public void Finish_WithinAFrame_ShowsWhatCame()
    {
        var news = new List<RelayNews>();
        wire.Take("200"u8, news);
        Assert.Empty(news);

        wire.Finish(news);

        Assert.Equal(["raw 200"], news.Select(Words));
    }

    private static string Frame(string body) => $"{Encoding.UTF8.GetByteCount(body),-64}{body}";

    private static string Words(RelayNews news) => news switch
    {
        RelayNews.Said { Event: ServerEvent.Message message } => $"{message.Content.From.Name}: {message.Content.Text}",
        RelayNews.Said { Event: ServerEvent.Bye } => "bye",
        RelayNews.Unframed unframed => "raw " + unframed.Text,
        _ => news.ToString(),
    };
}
