using System.Net;
using Microsoft.Extensions.Time.Testing;
using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Chat.Tests.Talk;

public sealed class ConversationTests
{
    private static readonly WireLimits Limits = new(65536, 32, 64, 1000);

    private readonly FakeTimeProvider time = new();
    private readonly Transcript transcript;
    private readonly Conversation conversation;

    public ConversationTests()
    {
        transcript = new Transcript(Palette.None, time, timestamps: false);
        conversation = new Conversation(new ChatOptions { Address = new RelayAddress("localhost", 5052), Name = "tom" }, transcript, time);
    }

    [Fact]
    public void Welcome_WithOthers_SaysWhereAndWithWhom()
    {
        conversation.Hear(new RelayNews.Connected(IPEndPoint.Parse("[::ffff:127.0.0.1]:5052"), Local: null, Again: false), missed: 0);
        Welcome("tom");
        Assert.True(conversation.TakeWantsWho());

        Say(new ServerEvent.Who("lobby", [Who(1, "tom"), Who(2, "jerry")], 2));

        Assert.Equal(["connected to 127.0.0.1:5052 as tom · lobby: jerry · /help"], transcript.Take());
        Assert.Equal("tom@lobby> ", conversation.Prompt(unsent: 0));
        Assert.Equal(["jerry"], conversation.Names);
    }

    [Fact]
    public void Welcome_NameTaken_SaysSo()
    {
        Welcome("tom-2");

        Assert.Equal(["· name tom is taken, you are tom-2 (/nick)"], transcript.Take());
    }

    [Fact]
    public void Lost_AndBack_CountsDownInThePromptAndSaysWhatWasMissed()
    {
        Welcome("tom");
        conversation.Hear(new RelayNews.Lost("reset", TimeSpan.FromSeconds(4), 1), missed: 0);
        Assert.Equal("tom (reconnecting 4s)> ", conversation.Prompt(unsent: 2));
        time.Advance(TimeSpan.FromSeconds(3.5));
        Assert.Equal("tom (reconnecting 1s)> ", conversation.Prompt(unsent: 2));
        time.Advance(TimeSpan.FromSeconds(3.5));
        Assert.Equal("tom (connecting)> ", conversation.Prompt(unsent: 2));

        Say(new ServerEvent.Welcome(2, "tom", "lobby", 9, Limits, "test"), missed: 3);

        Assert.Equal(["· back after 7 s, 3 messages missed"], transcript.Take());
        Assert.Equal("2 lines not sent: Enter = resend, Ctrl-C = drop> ", conversation.Prompt(unsent: 2));
    }

    [Fact]
    public void Presence_OthersAndUs_KeepsNamesAndRoom()
    {
        Welcome("tom");
        Say(new ServerEvent.Presence("lobby", PresenceChange.Joined, Who(2, "jerry"), 2));
        Say(new ServerEvent.Presence("lobby", PresenceChange.Renamed, Who(2, "spike"), 2, Was: "jerry"));
        Say(new ServerEvent.Presence("lobby", PresenceChange.Renamed, Who(1, "thomas"), 2, Was: "tom"));
        Say(new ServerEvent.Presence("lobby", PresenceChange.Left, Who(2, "spike"), 1, Reason: "reset"));
        Say(new ServerEvent.Presence("plc-3", PresenceChange.Joined, Who(1, "thomas"), 1));

        Assert.Equal(["· jerry joined", "· jerry is spike now", "· you are thomas now", "· spike left (reset)", "· you sit in plc-3 now"], transcript.Take());
        Assert.Equal("thomas@plc-3> ", conversation.Prompt(unsent: 0));
        Assert.Empty(conversation.Names);
    }

    private void Welcome(string name) => Say(new ServerEvent.Welcome(1, name, "lobby", 0, Limits, "test"));

    private void Say(ServerEvent what, long missed = 0) => conversation.Hear(new RelayNews.Said(what), missed);

    private static Sender Who(long id, string name) => new(id, name, Origin.Tcp);
}
