using System.Text;

namespace WebChatBridge.Relay.Tests.Practice;

/// <summary>What each partner does, without a wire or a clock.</summary>
public sealed class PartnerTests
{
    private static readonly Cue Lobby = new Cue.Seated("lobby", InPair: false);
    private static readonly Cue Pair = new Cue.Seated("pair-1", InPair: true);

    [Fact]
    public void Echo_SaysBackEveryByte()
    {
        byte[] bytes = [0xFF, 0x00, 0x0A, 0xC3];

        var said = Assert.IsType<Act.Say>(Assert.Single(new EchoPartner().On(new Cue.Heard("tom", bytes))));

        Assert.Equal(bytes, said.Payload);
    }

    [Fact]
    public void Talker_CountsTheSeconds()
    {
        var talker = new TalkerPartner();

        Assert.Empty(talker.On(Lobby));
        Assert.StartsWith("1 ", Text(talker.On(new Cue.Second())), StringComparison.Ordinal);
        Assert.StartsWith("2 ", Text(talker.On(new Cue.Second())), StringComparison.Ordinal);
    }

    [Fact]
    public void Leaver_SaysHello_ThenVanishesInTheThirdSecond()
    {
        var leaver = new LeaverPartner();

        Assert.Contains("vanish", Text(leaver.On(Lobby)), StringComparison.Ordinal);
        Assert.Empty(leaver.On(new Cue.Second()));
        Assert.Empty(leaver.On(new Cue.Second()));
        Assert.IsType<Act.Vanish>(Assert.Single(leaver.On(new Cue.Second())));
    }

    [Fact]
    public void Slow_AnswersWhatItRead_AndRestsAgain()
    {
        var slow = new SlowPartner();
        var seated = slow.On(Lobby);

        Assert.Equal(new Act.Rest(5), seated[^1]);
        var answer = slow.On(Heard("hello"));

        Assert.EndsWith("hello", Text([answer[0]]), StringComparison.Ordinal);
        Assert.Equal(new Act.Rest(5), answer[1]);
    }

    [Fact]
    public void Slow_QuotesALongMessageOnlyInPart() =>
        Assert.EndsWith("🙂…", Text([new SlowPartner().On(Heard(string.Concat(Enumerable.Repeat("🙂", 100))))[0]]), StringComparison.Ordinal);

    [Theory]
    [InlineData("Who are you?", "a practice partner")]
    [InlineData("WHAT IS A MESSAGE", "stream of bytes")]
    [InlineData("hello", "Hello!")]
    [InlineData("this is white noise", "Tell me more")]
    [InlineData("why is the sky blue?", "That I do not know")]
    public void Jerry_Answers(string said, string part) => Assert.Contains(part, Text(new JerryPartner().On(Heard(said))), StringComparison.Ordinal);

    [Fact]
    public void Jerry_InALobby_ToldBye_Leaves()
    {
        var jerry = new JerryPartner();
        jerry.On(Lobby);

        Assert.IsType<Act.Leave>(jerry.On(Heard("Bye!"))[^1]);
    }

    [Fact]
    public void Jerry_InAPair_ToldByeInWords_WaitsForTheProperOne()
    {
        var jerry = new JerryPartner();
        jerry.On(Pair);

        Assert.IsType<Act.Say>(Assert.Single(jerry.On(Heard("bye"))));
        Assert.IsType<Act.Leave>(jerry.On(new Cue.Goodbye())[^1]);
    }

    [Fact]
    public void EveryPartner_ToldGoodbye_Leaves()
    {
        IPartner[] all = [new EchoPartner(), new JerryPartner(), new SlowPartner(), new SplitterPartner(), new TalkerPartner(), new LeaverPartner()];

        Assert.All(all, partner => Assert.IsType<Act.Leave>(partner.On(new Cue.Goodbye())[^1]));
    }

    [Fact]
    public void Splitter_FirstHasTheWritesCut_ThenExplains()
    {
        var seated = new SplitterPartner().On(Pair);

        Assert.IsType<Act.Mistreat>(seated[0]);
        Assert.Contains("pieces of 7 bytes", Text([seated[1]]), StringComparison.Ordinal);
    }

    private static Cue.Heard Heard(string text) => new("tom", Encoding.UTF8.GetBytes(text));

    private static string Text(IReadOnlyList<Act> acts) => Encoding.UTF8.GetString(Assert.IsType<Act.Say>(Assert.Single(acts)).Payload);
}
