using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Rooms;

/// <summary>Clients whose first frame is their name.</summary>
public sealed class NamesFirstTests
{
    [Fact]
    public async Task Header_TheFirstFrameIsTheName_AndMessagesAreTwoFrames()
    {
        await using var relay = await TestRelay.StartAsync();
        var endpoint = Named(relay, "header:10");
        var tom = await relay.ConnectAsync(endpoint);
        Assert.Null(tom.Session.Room);

        await tom.SendAsync("Tom");
        var jerry = await relay.ConnectAsync(endpoint);
        await jerry.SendAsync("Jerry");
        await jerry.SendAsync("hi");

        Assert.Equal("Jerry", await tom.NextAsync());
        Assert.Equal("hi", await tom.NextAsync());
        await relay.SyncAsync(tom, jerry);
        Assert.Empty(tom.Rest()); // no notices
        Assert.Empty(jerry.Rest());
        Assert.Equal(("Tom", 0), (tom.Name, tom.Session.MessagesIn));
    }

    [Theory]
    [InlineData("Tom", "Tom-2")]
    [InlineData("  Jerry \n", "Jerry")]
    [InlineData("Tom Smith", "Tom-Smith")]
    [InlineData("<b>eve</b>", "beveb")]
    [InlineData("* admin", "-admin")]
    [InlineData("0123456789012345678901234567890123456789", "01234567890123456789012345678901")]
    public async Task Name_TakenOrImpossible_BecomesTheNearestFreeOne(string wanted, string given)
    {
        await using var relay = await TestRelay.StartAsync();
        await relay.LineAsync("Tom");

        var other = await relay.ConnectAsync(Named(relay, "header:10"));
        await other.SendAsync(wanted);

        await relay.UntilAsync(() => other.Session.Room is not null);
        Assert.Equal(given, other.Name);
        Assert.Null(other.Closed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("???")]
    public async Task Name_OfNothing_LeavesTheSpeakableOne(string wanted)
    {
        await using var relay = await TestRelay.StartAsync();
        var other = await relay.ConnectAsync(Named(relay, "header:10"));
        var speakable = other.Name;

        await other.SendAsync(wanted);

        await relay.UntilAsync(() => other.Session.Room is not null);
        Assert.Equal(speakable, other.Name);
    }

    [Fact]
    public async Task Joined_IsToldWithTheName()
    {
        await using var relay = await TestRelay.StartAsync();
        var jerry = await relay.LineAsync("Jerry");

        var tom = await relay.ConnectAsync(Named(relay, "header:10"));
        await tom.SendAsync("Tom");

        Assert.Equal("* Tom joined lobby (2 here)", await jerry.NextAsync());
    }

    [Fact]
    public async Task Close_HasNoFramedGoodbye()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.ConnectAsync(Named(relay, "header:10"));
        await tom.SendAsync("Tom");

        tom.Connection.Stop(new CloseReason(CloseCode.ServerStopping, "stopping"));
        await tom.Served.Soon();

        Assert.Equal("", tom.Written);
    }

    [Fact]
    public async Task Raw_Prompted_AnswersWithItsName_AndIsNotNamedTwice()
    {
        await using var relay = await TestRelay.StartAsync();
        var jerry = await relay.LineAsync("Jerry");
        var tom = await relay.ConnectAsync(Named(relay, "raw", "NICK"));
        await relay.UntilAsync(() => tom.Written == "NICK");

        await SayAsync(relay, tom, "tom", 1);
        await SayAsync(relay, tom, "tom: hi", 2);

        Assert.Equal("tom: tom: hi", await jerry.NextAsync(line => !line.StartsWith('*')));
        await jerry.SendAsync("hello");
        await relay.UntilAsync(() => tom.Written == "NICKJerry: hello");
    }

    private static async Task SayAsync(TestRelay relay, TestClient client, string text, int pauses)
    {
        var gap = TimeSpan.FromMilliseconds(75);
        client.Send(Encoding.UTF8.GetBytes(text));
        await relay.Time.WhenMadeAsync(gap, pauses);
        relay.Time.Advance(gap);
        await relay.UntilAsync(() => client.Session.Input.Pending is null);
    }

    private static Endpoint Named(TestRelay relay, string dialect, string prompt = "") => relay.EndpointOf("names", dialect, "lobby", options =>
    {
        options.FirstFrameIsName = true;
        options.NamePrompt = prompt;
    });
}
