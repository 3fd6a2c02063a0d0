using System.Buffers;
using System.Text;
using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Chat.Tests.Client;

public sealed class LineWireTests
{
    private static readonly RelayAddress Address = new("localhost", 5051);

    [Fact]
    public void Write_Requests_AreSlashCommands()
    {
        Assert.Equal("/nick tom\n/join plc-3\n", Written(new ClientRequest.Hello("tom", "plc-3", "id", 3)));
        Assert.Equal("/msg jerry psst\n", Written(new ClientRequest.Direct("c-1", "jerry", "psst"u8.ToArray())));
        Assert.Equal("/who\n", Written(new ClientRequest.Who()));
        Assert.Equal("/history 20\n", Written(new ClientRequest.History(null, 20)));
        Assert.Equal("/quit\n", Written(new ClientRequest.Bye()));
    }

    [Theory]
    [InlineData("hi", false, "hi\n")]
    [InlineData("hi", true, "hi\r\n")]
    [InlineData("/etc/passwd", false, "//etc/passwd\n")]
    [InlineData("a\r\n/quit", false, "a\n//quit\n")]
    public void Write_Text_IsNeverACommand(string text, bool crLf, string written) =>
        Assert.Equal(written, Written(new ClientRequest.Post("c-1", Encoding.UTF8.GetBytes(text)), crLf));

    [Fact]
    public void Take_EverySplit_SameNews()
    {
        var stream = "jerry: hello: you\r\n* blue-heron left\nno speaker here\nrest"u8.ToArray();
        for (var split = 0; split <= stream.Length; split++)
        {
            var wire = new LineWire(Address, crLf: false, TimeProvider.System);
            var news = new List<RelayNews>();

            wire.Take(stream.AsSpan(0, split), news);
            wire.Take(stream.AsSpan(split), news);
            wire.Finish(news);

            Assert.Equal(["jerry says hello: you", "notice blue-heron left", "raw no speaker here", "raw rest"], news.Select(Words));
        }
    }

    private static string Written(ClientRequest request, bool crLf = false)
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.Null(new LineWire(Address, crLf, TimeProvider.System).Write(request, output));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string Words(RelayNews news) => news switch
    {
        RelayNews.Said { Event: ServerEvent.Message message } => $"{message.Content.From.Name} says {message.Content.Text}",
        RelayNews.Said { Event: ServerEvent.Notice notice } => "notice " + notice.Text,
        RelayNews.Unframed unframed => "raw " + unframed.Text,
        _ => news.ToString(),
    };
}
