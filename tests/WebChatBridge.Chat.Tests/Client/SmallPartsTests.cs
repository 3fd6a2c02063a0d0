using WebChatBridge.Client;

namespace WebChatBridge.Chat.Tests.Client;

public sealed class SmallPartsTests
{
    [Theory]
    [InlineData("relay", "relay", 5052)]
    [InlineData("relay:80", "relay", 80)]
    [InlineData(":80", "localhost", 80)]
    [InlineData("192.168.1.20:5051", "192.168.1.20", 5051)]
    [InlineData("[::1]:5050", "::1", 5050)]
    [InlineData("[::1]", "::1", 5052)]
    [InlineData("::1", "::1", 5052)]
    public void Address_Parse_ReadsIt(string text, string host, int port) =>
        Assert.Equal(new RelayAddress(host, port), RelayAddress.Parse(text, 5052));

    [Theory]
    [InlineData("")]
    [InlineData("relay:")]
    [InlineData("relay:0")]
    [InlineData("relay:65536")]
    [InlineData("relay:-1")]
    [InlineData("relay:port")]
    [InlineData("[::1]x")]
    [InlineData("two words")]
    public void Address_Nonsense_IsNull(string text) => Assert.Null(RelayAddress.Parse(text, 5052));

    [Fact]
    public void Backoff_Attempts_DoubleUpToThirtySeconds()
    {
        double[] full = [.. Enumerable.Range(1, 8).Select(attempt => Backoff.Delay(attempt, jitter: 0).TotalSeconds)];

        Assert.Equal([1, 2, 4, 8, 16, 30, 30, 30], full);
        Assert.Equal(3, Backoff.Delay(3, jitter: 1).TotalSeconds);
        Assert.Equal(30, Backoff.Delay(int.MaxValue, jitter: 0).TotalSeconds);
    }

    [Fact]
    public void Seen_AckOvertakesMessage_ResumePointWaitsForTheHole()
    {
        var seen = new SeenMessages();
        seen.Enter("lobby", 10, resumed: false);

        Assert.True(seen.Add("lobby", 12));
        Assert.Equal(10, seen.After);
        Assert.True(seen.Add("lobby", 11));
        Assert.Equal(12, seen.After);
        Assert.False(seen.Add("lobby", 11));
        Assert.False(seen.Add("lobby", 12));
        Assert.True(seen.Add("elsewhere", 11));
    }

    [Fact]
    public void Seen_LogEmptied_BeginsAnew()
    {
        var seen = new SeenMessages();
        seen.Enter("lobby", 10, resumed: false);

        seen.Enter("lobby", 2, resumed: true);

        Assert.Equal(2, seen.After);
        Assert.True(seen.Add("lobby", 3));
    }

    [Fact]
    public void Seen_MovedElsewhere_FirstHeardIsTheStart()
    {
        var seen = new SeenMessages();
        seen.Enter("lobby", 10, resumed: false);

        seen.Move("plc-3");

        Assert.Null(seen.After);
        Assert.True(seen.Add("plc-3", 7));
        Assert.Equal(7, seen.After);
    }
}
