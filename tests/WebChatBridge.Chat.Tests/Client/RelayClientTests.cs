using System.Text;
using WebChatBridge.Chat.Tests.Support;
using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Chat.Tests.Client;

public sealed class RelayClientTests
{
    [Fact]
    public async Task Post_Json_IsAcknowledgedById()
    {
        await using var relay = new FakeRelay();
        await using var client = New(relay);
        await client.ConnectAsync(CancellationToken.None);

        var receipts = await Task.WhenAll(Enumerable.Range(1, 100).Select(number => client.PostAsync(client.NewPost(Encoding.UTF8.GetBytes($"m{number}")))));

        Assert.Equal(Enumerable.Range(1, 100).Select(number => (long?)number), receipts.Select(receipt => receipt.Seq));
        Assert.Equal(0, client.Unacknowledged);
    }

    [Fact]
    public async Task Post_Refused_SaysWhy()
    {
        await using var relay = new FakeRelay { Refusal = "too long" };
        await using var client = New(relay);
        await client.ConnectAsync(CancellationToken.None);

        var receipt = await client.PostAsync(client.NewPost("hi"u8.ToArray()));

        Assert.Equal(new PostReceipt(PostOutcome.Refused, Reason: "too long"), receipt);
    }

    [Fact]
    public async Task Connect_NobodyListens_SaysSo()
    {
        var relay = new FakeRelay();
        await relay.DisposeAsync();
        await using var client = New(relay);

        var error = await Assert.ThrowsAsync<RelayUnreachableException>(() => client.ConnectAsync(CancellationToken.None));

        Assert.Equal($"connection refused at localhost:{relay.Port}", error.Message);
    }

    [Fact]
    public async Task Hello_Refused_EndsAsRejected()
    {
        await using var relay = new FakeRelay { Bye = "10000 sessions already" };
        await using var client = New(relay);
        using var news = new News(client);
        await client.ConnectAsync(CancellationToken.None);

        Assert.Equal(new RelayNews.Ended(RelayEnd.Rejected, "10000 sessions already"), await news.NextAsync<RelayNews.Ended>());
    }

    [Fact]
    public async Task Reconnect_MessagesMeanwhile_ComeOnceEach()
    {
        await using var relay = new FakeRelay();
        await using var client = New(relay);
        using var news = new News(client);
        await client.ConnectAsync(CancellationToken.None);
        var hello = await relay.NextAsync<ClientRequest.Hello>();
        relay.Say("one");
        await news.SaidAsync<ServerEvent.Message>();
        await client.PostAsync(client.NewPost("two"u8.ToArray()));

        await relay.StopAsync();
        Assert.Equal(1, (await news.NextAsync<RelayNews.Lost>()).Attempt);
        relay.Say("three");
        relay.Say("four");
        relay.Restart();
        client.ReconnectNow();

        Assert.True((await news.NextAsync<RelayNews.Connected>()).Again);
        Assert.Equal("three", (await news.SaidAsync<ServerEvent.Message>()).Content.Text);
        Assert.Equal("four", (await news.SaidAsync<ServerEvent.Message>()).Content.Text);
        Assert.Equal(2, client.Missed);
        var again = await relay.NextAsync<ClientRequest.Hello>();
        Assert.Equal(hello with { Room = "lobby", After = 2 }, again);
    }

    [Fact]
    public async Task Reconnect_UnsentPosts_AreStoredOnceUnderTheirIds()
    {
        await using var relay = new FakeRelay { Acknowledges = false };
        await using var client = New(relay);
        using var news = new News(client);
        await client.ConnectAsync(CancellationToken.None);
        var inFlight = client.PostAsync(client.NewPost("in flight"u8.ToArray()));
        await relay.NextAsync<ClientRequest.Post>();
        await relay.StopAsync();
        Assert.Equal(PostOutcome.Unsent, (await inFlight).Outcome);
        await news.NextAsync<RelayNews.Lost>();
        Assert.Equal(PostOutcome.Unsent, (await client.PostAsync(client.NewPost("offline"u8.ToArray()))).Outcome);

        relay.Acknowledges = true;
        relay.Restart();
        client.ReconnectNow();
        await news.SaidAsync<ServerEvent.Welcome>();
        var receipts = await Task.WhenAll(client.TakeUnsent().Select(client.PostAsync));

        Assert.All(receipts, receipt => Assert.Equal(PostOutcome.Stored, receipt.Outcome));
        Assert.Equal(["in flight", "offline"], relay.Stored);
        Assert.Empty(client.Unsent);
    }

    [Fact]
    public async Task Leave_Online_EndsWithGoodbye()
    {
        await using var relay = new FakeRelay();
        await using var client = New(relay);
        using var news = new News(client);
        await client.ConnectAsync(CancellationToken.None);

        await client.LeaveAsync();

        Assert.Equal(RelayEnd.Goodbye, (await news.NextAsync<RelayNews.Ended>()).Why);
    }

    [Fact]
    public async Task Lost_WithoutReconnect_EndsAsLost()
    {
        await using var relay = new FakeRelay();
        await using var client = New(relay, reconnect: false);
        using var news = new News(client);
        await client.ConnectAsync(CancellationToken.None);
        await news.SaidAsync<ServerEvent.Welcome>();

        await relay.StopAsync();

        Assert.Equal(RelayEnd.Lost, (await news.NextAsync<RelayNews.Ended>()).Why);
    }

    private static RelayClient New(FakeRelay relay, bool reconnect = true) =>
        new(new RelayClientOptions { Address = new RelayAddress("localhost", relay.Port), Name = "tom", Reconnect = reconnect });
}
