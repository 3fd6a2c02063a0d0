using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Dialects;

public sealed class LineCommandsTests
{
    private static readonly LineDialect Lobby = new(1000, commands: true);

    [Theory]
    [InlineData("/help", typeof(ClientRequest.Help))]
    [InlineData("/HELP me", typeof(ClientRequest.Help))]
    [InlineData("/who", typeof(ClientRequest.Who))]
    [InlineData("/rooms", typeof(ClientRequest.Rooms))]
    [InlineData("/quit", typeof(ClientRequest.Bye))]
    [InlineData("/quit bye all", typeof(ClientRequest.Bye))]
    public void Command_WithoutArguments_IsItsRequest(string line, Type request) => Assert.IsType(request, Ask(line));

    [Fact]
    public void Partner_WithAndWithoutAName()
    {
        Assert.Equal(new ClientRequest.Partner("echo"), new LineDialect(1000, commands: true).Interpret(new Frame("/partner echo"u8)));
        Assert.Equal(new ClientRequest.Partner(null), new LineDialect(1000, commands: true).Interpret(new Frame("/partner"u8)));
    }

    [Fact]
    public void Command_WithArguments_CarriesThem()
    {
        Assert.Equal(new ClientRequest.Rename("Tom"), Ask("/nick  Tom "));
        Assert.Equal(new ClientRequest.Rename("Tom Tom"), Ask("/nick Tom Tom"));
        Assert.Equal(new ClientRequest.Join("plc-3"), Ask("/join plc-3"));
        Assert.Equal(new ClientRequest.History(null, null), Ask("/history"));
        Assert.Equal(new ClientRequest.History(null, 20), Ask("/history 20"));

        var direct = Assert.IsType<ClientRequest.Direct>(Ask("/msg Jerry  a  b"));
        Assert.Equal(("Jerry", "a  b"), (direct.To, Encoding.UTF8.GetString(direct.Payload.Span)));
    }

    [Theory]
    [InlineData("/nick", "/nick NAME")]
    [InlineData("/join  ", "/join ROOM")]
    [InlineData("/msg", "/msg NAME TEXT")]
    [InlineData("/msg Jerry", "/msg NAME TEXT")]
    [InlineData("/history many", "/history 20")]
    [InlineData("/history -1", "/history 20")]
    [InlineData("/history 99999999999", "/history 20")]
    public void Command_WithoutWhatItNeeds_SaysItsForm(string line, string form)
    {
        var invalid = Assert.IsType<ClientRequest.Invalid>(Ask(line));

        Assert.Equal(ErrorCode.BadRequest, invalid.Code);
        Assert.Contains(form, invalid.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/jion", "did you mean /join?")]
    [InlineData("/hist", "did you mean /history?")]
    [InlineData("/nic tom", "did you mean /nick?")]
    [InlineData("/whos", "did you mean /who?")]
    [InlineData("/etc/passwd", "/help lists them")]
    [InlineData("/", "/help lists them")]
    public void Command_Unknown_IsAnsweredWithTheNearest(string line, string hint)
    {
        var invalid = Assert.IsType<ClientRequest.Invalid>(Ask(line));

        Assert.Equal(ErrorCode.UnknownRequest, invalid.Code);
        Assert.Contains(hint, invalid.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//etc", "/etc")]
    [InlineData("///", "//")]
    [InlineData(" /who", " /who")]
    [InlineData("hello", "hello")]
    public void Line_ThatIsNoCommand_IsAPost(string line, string said)
    {
        var post = Assert.IsType<ClientRequest.Post>(Ask(line));

        Assert.Equal(said, Encoding.UTF8.GetString(post.Payload.Span));
    }

    [Fact]
    public void Line_WithoutCommands_IsAlwaysAPost()
    {
        var request = new LineDialect(1000, commands: false).Interpret(new Frame("/quit"u8, unterminated: true));

        var post = Assert.IsType<ClientRequest.Post>(request);
        Assert.Equal("/quit"u8.ToArray(), post.Payload.ToArray());
        Assert.True(post.Unterminated);
    }

    private static ClientRequest Ask(string line) => Lobby.Interpret(new Frame(Encoding.UTF8.GetBytes(line)));
}
