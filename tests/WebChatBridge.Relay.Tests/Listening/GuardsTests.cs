using System.Net;
using System.Text;

namespace WebChatBridge.Relay.Tests.Listening;

/// <summary>Networks, bans, secrets and guesses, without a socket.</summary>
public sealed class GuardsTests
{
    [Theory]
    [InlineData("10.0.0.0/8", "10.0.0.0/8")]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("203.0.113.7/32", "203.0.113.7")]
    [InlineData("2001:db8::/32", "2001:db8::/32")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData("10.0.0.1/8", null)]
    [InlineData("10.0.0.0/33", null)]
    [InlineData("10.0.0.0/", null)]
    [InlineData("10.1", null)]
    [InlineData("1", null)]
    [InlineData("lab", null)]
    [InlineData("", null)]
    public void Network_Parsed_IsWhatItSays(string text, string? network) =>
        Assert.Equal(network, Networks.Parse(text) is { } parsed ? Networks.Text(parsed) : null);

    [Fact]
    public void Bans_EndByThemselves_AndAreBounded()
    {
        var time = new TestTime();
        var bans = new Bans(time);
        var eve = IPAddress.Parse("203.0.113.7");

        Assert.True(bans.Add(Networks.OfOneMachine(eve), TimeSpan.FromMinutes(10), "ann"));
        Assert.True(bans.Refuses(eve));
        Assert.False(bans.Refuses(IPAddress.Parse("203.0.113.8")));
        Assert.True(bans.Add(Networks.OfOneMachine(eve), TimeSpan.FromMinutes(20), "bob")); // in place of the first
        Assert.Equal(("203.0.113.7", "bob", 0), (bans.All[0].Network, bans.All[0].By, bans.All[0].Refused));
        time.Advance(TimeSpan.FromMinutes(20));
        Assert.False(bans.Refuses(eve));
        Assert.Empty(bans.All);

        for (var i = 0; i < Bans.Most; i++)
        {
            Assert.True(bans.Add(new IPNetwork(new IPAddress([10, 0, (byte)(i / 256), (byte)i]), 32), TimeSpan.FromMinutes(1), "ann"));
        }

        Assert.False(bans.Add(Networks.OfOneMachine(eve), TimeSpan.FromMinutes(1), "ann"));
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.True(bans.Add(Networks.OfOneMachine(eve), TimeSpan.FromMinutes(1), "ann"));
    }

    [Fact]
    public void Guesses_OfOneMachine_CountTogether_AndAreForgotten()
    {
        var time = new TestTime();
        var wrong = new WrongSecrets(new LimitOptions { WrongSecrets = 2, WrongSecretsWithin = TimeSpan.FromMinutes(1) }, time);
        var (one, twin, other) = (IPAddress.Parse("2001:db8::1"), IPAddress.Parse("2001:db8::ffff:2"), IPAddress.Parse("2001:db8:0:1::1"));

        wrong.Add(one);
        Assert.Null(wrong.Against(one));
        wrong.Add(twin); // the same /64: one machine may take any address of it
        Assert.Contains("try again in 60 s", wrong.Against(one));
        Assert.NotNull(wrong.Against(twin));
        Assert.Null(wrong.Against(other));
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Null(wrong.Against(one));
    }

    [Fact]
    public void Guesses_OfEndlessAddresses_CostBoundedMemory()
    {
        var wrong = new WrongSecrets(new LimitOptions { WrongSecrets = 1 }, new TestTime());
        for (var i = 0; i < 30_000; i++)
        {
            wrong.Add(new IPAddress([10, (byte)(i >> 16), (byte)(i >> 8), (byte)i]));
        }

        Assert.NotNull(wrong.Against(IPAddress.Parse("10.0.0.1")));
        Assert.Null(wrong.Against(IPAddress.Parse("10.0.117.47"))); // the 30,000th: no longer remembered
    }

    [Theory]
    [InlineData("line", "/pass s3cret-s3cret-s3cret\nhi\n", 27, "***** ********************\nhi\n")]
    [InlineData("json", "{\"type\":\"hello\",\"token\":\"abc\"}\n", long.MaxValue, "{\"****\":\"*****\",\"*****\":\"***\"}\n")]
    [InlineData("header:10", "3         abc3         def", 13, "3         ***3         def")]
    [InlineData("raw", "abc\r\n", long.MaxValue, "***\r\n")]
    public void Hide_KeepsTheFraming_AndWhatComesAfter(string dialect, string sent, long end, string kept) =>
        Assert.Equal(kept, Encoding.ASCII.GetString(Secret.Hide(WebChatBridge.Protocol.Dialects.Parse(dialect, 100), Encoding.ASCII.GetBytes(sent), 0, end)));

    [Theory]
    [InlineData("0123456789abcdef", true)]
    [InlineData("0123456789abcdeF", false)]
    [InlineData("0123456789abcdef\0", false)]
    [InlineData("0123456789abcde", false)]
    [InlineData("", false)]
    public void Secret_Is_OnlyItself(string told, bool right) => Assert.Equal(right, Secret.Of("0123456789abcdef")!.Is(Encoding.ASCII.GetBytes(told)));
}
