using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Limits;

/// <summary>EarlyBytes at one less, at it and one more: what is kept for a partner who has not come.</summary>
public sealed class EarlyBytesTests
{
    private const int Limit = 1_000;

    [Theory]
    [InlineData("header64", Limit - 1)]
    [InlineData("header64", Limit)]
    [InlineData("line", Limit - 1)]
    [InlineData("line", Limit)]
    [InlineData("nul", Limit - 1)]
    [InlineData("nul", Limit)]
    public async Task UpToTheLimit_ThePartnerGetsAllOfIt(string dialect, int bytes)
    {
        await using var relay = await TestRelay.StartAsync(new LimitOptions { EarlyBytes = Limit });
        var pairs = relay.EndpointOf(dialect, dialect, "pairs");
        var tom = await relay.ConnectAsync(pairs);
        var early = Spelled(dialect, bytes - 1) + Spelled(dialect, 1);

        await tom.SendBytesAsync(LastWords.Ascii(early));
        await relay.UntilAsync(() => tom.Session.MessagesIn == 2);
        var jerry = await relay.ConnectAsync(pairs);

        await relay.UntilAsync(() => jerry.Written.Length == early.Length);
        Assert.Equal(early, jerry.Written);
        Assert.Null(tom.Closed);
    }

    [Theory]
    [InlineData("header64")]
    [InlineData("line")]
    [InlineData("nul")]
    [InlineData("raw")]
    public async Task OneMore_EndsTheSession_InItsWords(string dialect)
    {
        await using var relay = await TestRelay.StartAsync(new LimitOptions { EarlyBytes = Limit });
        var tom = await relay.ConnectAsync(relay.EndpointOf(dialect, dialect, "pairs"));

        if (dialect == "raw")
        {
            tom.Send(LastWords.Ascii(new string('x', Limit + 1)));
            await relay.Time.WhenMadeAsync(TimeSpan.FromMilliseconds(75), 1);
            relay.Time.Advance(TimeSpan.FromMilliseconds(75));
        }
        else
        {
            tom.Send(LastWords.Ascii(Spelled(dialect, Limit) + Spelled(dialect, 1)));
        }

        await relay.UntilAsync(() => tom.Closed is not null);
        await LastWords.AssertAsync(
            tom, dialect, "", CloseCode.Limit, "no partner came, and 1,001 B wait for one; the limit is 1,000 B (Relay:Limits:EarlyBytes)");
    }

    /// <summary>With a partner there nothing is kept: what it says then is bounded by what he reads.</summary>
    [Fact]
    public async Task OneMore_WithAPartner_IsDelivered()
    {
        await using var relay = await TestRelay.StartAsync(new LimitOptions { EarlyBytes = 0 });
        var tom = await relay.HeaderAsync();
        var jerry = await relay.HeaderAsync();

        await tom.SendAsync(new string('x', Limit + 1));

        Assert.Equal(Limit + 1, (await jerry.NextAsync()).Length);
    }

    private static string Spelled(string dialect, int bytes)
    {
        var text = new string('x', bytes);
        return dialect switch
        {
            "header64" => $"{bytes}".PadRight(64) + text,
            "nul" => text + "\0",
            _ => text + "\n",
        };
    }
}
