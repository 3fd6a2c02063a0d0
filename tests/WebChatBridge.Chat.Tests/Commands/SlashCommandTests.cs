using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Chat.Tests.Commands;

public sealed class SlashCommandTests
{
    [Theory]
    [InlineData("hello", "hello")]
    [InlineData("//etc", "/etc")]
    [InlineData(" /who", " /who")]
    [InlineData("/raw 68 69", "hi")]
    public void Read_Text_IsSaid(string line, string said) =>
        Assert.Equal(said, Encoding.UTF8.GetString(Assert.IsType<ChatAction.Say>(SlashCommand.Read(line)).Payload));

    [Fact]
    public void Read_Direct_NamesWhom()
    {
        var say = Assert.IsType<ChatAction.Say>(SlashCommand.Read("/msg @jerry psst  you"));

        Assert.Equal(("jerry", "psst  you"), (say.To, Encoding.UTF8.GetString(say.Payload)));
    }

    [Fact]
    public void Read_Requests_AskTheRelay()
    {
        Assert.Equal(new ChatAction.Ask(new ClientRequest.Who()), SlashCommand.Read("/who"));
        Assert.Equal(new ChatAction.Ask(new ClientRequest.Rename("thomas")), SlashCommand.Read("/nick thomas"));
        Assert.Equal(new ChatAction.Ask(new ClientRequest.Join("plc-3")), SlashCommand.Read("/JOIN plc-3"));
        Assert.Equal(new ChatAction.Ask(new ClientRequest.History(null, 20)), SlashCommand.Read("/history 20"));
        Assert.Equal(new ChatAction.Hex(On: true), SlashCommand.Read("/hex on"));
        Assert.Equal(new ChatAction.Bell(On: true), SlashCommand.Read("/notify bell"));
    }

    [Fact]
    public void Read_EveryName_IsKnown()
    {
        foreach (var name in SlashCommand.Names)
        {
            Assert.False(SlashCommand.Read(name) is ChatAction.Wrong { Message: var message } && message.StartsWith("unknown", StringComparison.Ordinal), name);
        }
    }

    [Theory]
    [InlineData("/jion x", "did you mean /join?")]
    [InlineData("/qiut", "did you mean /quit?")]
    [InlineData("/foo", "unknown command /foo")]
    [InlineData("/raw 6", "usage: /raw")]
    [InlineData("/raw zz", "usage: /raw")]
    [InlineData("/msg jerry", "usage: /msg")]
    [InlineData("/nick", "usage: /nick")]
    [InlineData("/history 0", "usage: /history")]
    [InlineData("/hex maybe", "usage: /hex")]
    public void Read_Mistake_SendsNothingAndHelps(string line, string help) =>
        Assert.Contains(help, Assert.IsType<ChatAction.Wrong>(SlashCommand.Read(line)).Message, StringComparison.Ordinal);
}
