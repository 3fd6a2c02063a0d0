using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Rooms;

/// <summary>Clients that get one unframed reply to each message, and nothing else.</summary>
public sealed class ReplyRawTests
{
    private const string Nothing = "Msg received";

    [Fact]
    public async Task Post_IsAnsweredOnce_WithWhatOthersSaidMeanwhile()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await ConnectAsync(relay);
        var jerry = await relay.LineAsync("Jerry");

        await AskAsync(relay, tom, Nothing);
        await jerry.SendAsync("one");
        await jerry.SendAsync("two");
        await relay.SyncAsync(tom);
        Assert.Equal(Nothing, tom.Written); // not unasked

        await AskAsync(relay, tom, Nothing + "Jerry: one\nJerry: two");
        await AskAsync(relay, tom, Nothing + "Jerry: one\nJerry: two" + Nothing);
        Assert.Equal(3, tom.Wire.Out.Writes);
        Assert.Equal($"{tom.Name}: hi", await jerry.NextAsync(line => !line.StartsWith('*')));
    }

    [Fact]
    public async Task Goodbye_IsAnsweredLikeAMessage_ThenClosed()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await ConnectAsync(relay);
        var jerry = await relay.LineAsync("Jerry");
        await jerry.SendAsync("wait");

        tom.Send("!DISCONNECT");
        await tom.Served.Soon();

        Assert.Equal("Jerry: wait", tom.Written);
        Assert.Equal(CloseCode.Goodbye, tom.Closed!.Code);
        Assert.Equal(0, relay.Core.Buffers.Held);
    }

    [Fact]
    public async Task AnyOtherEnd_IsSilent()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await ConnectAsync(relay);
        var jerry = await relay.LineAsync("Jerry");
        await jerry.SendAsync("wait");

        tom.Connection.Stop(new CloseReason(CloseCode.ServerStopping, "stopping"));
        await tom.Served.Soon();

        Assert.Equal("", tom.Written);
        await relay.SyncAsync(jerry);
        Assert.Equal(0, relay.Core.Buffers.Held);
    }

    [Fact]
    public async Task LongWait_ComesInSeveralReplies_CutBetweenLines()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await ConnectAsync(relay, maxFrameBytes: 24);
        var jerry = await relay.LineAsync("Jerry");
        foreach (var text in new[] { "first", "second", "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9" })
        {
            await jerry.SendAsync(text);
        }

        await AskAsync(relay, tom, "Jerry: first");
        await AskAsync(relay, tom, "Jerry: first" + "Jerry: second");
        await AskAsync(relay, tom, "Jerry: first" + "Jerry: second" + "Jerry: \u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9");
        await AskAsync(relay, tom, "Jerry: first" + "Jerry: second" + "Jerry: \u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9" + "\u00e9\u00e9");
    }

    [Fact]
    public async Task TooMuchWaits_IsClosedWithFigures_AndNobodyElseWaits()
    {
        await using var relay = await TestRelay.StartAsync(new LimitOptions { OutboxBytes = 4_096 });
        var tom = await ConnectAsync(relay);
        var jerry = await relay.JsonAsync();
        for (var i = 0; i < 50; i++)
        {
            await jerry.PostAsync(new string('x', 100), $"c-{i}");
            await jerry.NextAsync("ack");
        }

        await tom.Served.Soon();

        Assert.Equal(CloseCode.TooSlow, tom.Closed!.Code);
        Assert.Contains("B waited and more did not fit, the limit is 4,096 B", tom.Closed.Sentence, StringComparison.Ordinal);
        Assert.Equal("", tom.Written);
    }

    [Fact]
    public async Task Waiting_IsShown_AndAHubPostSaysThatItWaits()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await ConnectAsync(relay);
        var ann = await relay.Hub.EnterAsync("Ann", remote: null);

        var result = await relay.Hub.PostAsync(ann, "lobby", "hi"u8.ToArray(), id: null);

        Assert.Equal("gets it with the reply to what it says next", Assert.Single(result.Failed).Reason);
        Assert.Equal("Ann: hi\n".Length, tom.Session.Describe(relay.Time).QueuedBytes);
        await AskAsync(relay, tom, "Ann: hi");
        Assert.Equal(0, tom.Session.Describe(relay.Time).QueuedBytes);
    }

    [Fact]
    public async Task LogRefuses_TheReplySaysSo()
    {
        await using var relay = await TestRelay.StartAsync();
        relay.ExpectedErrors = 1;
        relay.Log.Failure = new LogUnavailableException("disk full");
        var tom = await ConnectAsync(relay);

        await AskAsync(relay, tom, "Not stored, not delivered: disk full");
    }

    private static async Task<TestClient> ConnectAsync(TestRelay relay, int maxFrameBytes = 0) => await relay.ConnectAsync(
        relay.EndpointOf("tutorial", "header64", "lobby", options =>
        {
            options.ReplyRaw = true;
            options.MaxFrameBytes = maxFrameBytes;
        }));

    private static async Task AskAsync(TestRelay relay, TestClient client, string writtenThen)
    {
        await client.SendAsync("hi");
        await relay.UntilAsync(() => client.Written.Length >= writtenThen.Length);
        await relay.SyncAsync(client);
        Assert.Equal(writtenThen, client.Written);
    }
}
