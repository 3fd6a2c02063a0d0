using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>docs/wire.md §2.4 and §4: how sessions end, each with its reason and its last words.</summary>
public sealed class EndingsTests
{
    [Theory]
    [InlineData("tutorial")]
    [InlineData("text")]
    [InlineData("json")]
    public async Task Http_GetsAPageThatPointsToTheConsole_AndNothingIsPosted(string endpoint)
    {
        await using var server = await LiveServer.StartAsync();
        await using var console = await server.WatchAsync();
        using var browser = await RawClient.ConnectAsync(server.Address(endpoint));

        await browser.SendAsync("POST /x?y HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello");

        var answer = await browser.ReadTextToEndAsync();
        var (head, body) = (answer[..answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)], answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
        Assert.StartsWith("HTTP/1.1 400 ", head, StringComparison.Ordinal);
        Assert.Contains($"Content-Length: {Encoding.UTF8.GetByteCount(body)}", head, StringComparison.Ordinal);
        Assert.Contains($"href=\"{server.Console}\"", body, StringComparison.Ordinal);
        var reason = await console.ClosedAsync(browser);
        Assert.Equal((CloseCode.SpokeForeign, "spoke HTTP"), (reason.Code, reason.Sentence));
        Assert.DoesNotContain(["lobby", "pair-1"], room => console.Room(room)?.LastSeq > 0);
    }

    [Theory]
    [InlineData("tutorial", "\u0016\u0003\u0001\u0002", "spoke TLS")]
    [InlineData("text", "\u0016\u0003\u0001\u0002", "spoke TLS")]
    [InlineData("text", "SSH-2.0-OpenSSH_9.2\r\n", "spoke SSH")]
    [InlineData("json", "SSH-2.0-OpenSSH_9.2\r\n", "spoke SSH")]
    public async Task TlsAndSsh_AreClosedWithTheirReason(string endpoint, string first, string sentence)
    {
        await using var server = await LiveServer.StartAsync();
        await using var console = await server.WatchAsync();
        using var stranger = await RawClient.ConnectAsync(server.Address(endpoint));

        await stranger.SendAsync(Encoding.Latin1.GetBytes(first));

        Assert.Empty(await stranger.ReadToEndAsync());
        Assert.Equal(sentence, (await console.ClosedAsync(stranger)).Sentence);
    }

    [Fact]
    public async Task GetMilk_IsAMessage()
    {
        await using var server = await LiveServer.StartAsync();
        using var ann = await server.JsonAsync("Ann");
        using var bob = await server.TextAsync();

        await bob.SendAsync("GET milk\n");

        Assert.Equal("GET milk", (await ann.ReadJsonAsync("message")).Text("text"));
    }

    [Fact]
    public async Task Sessions_OverTheLimit_AreRefusedInTheirDialect_AndOneMoreFitsWhenOneLeft()
    {
        await using var server = await LiveServer.StartAsync("--Relay:Limits:MaxSessions=2");
        await using var console = await server.WatchAsync();
        using var ann = await server.JsonAsync("Ann");
        using (await server.TextAsync())
        {
            using var header = await server.TutorialAsync();
            using var line = await RawClient.ConnectAsync(server.Text);
            using var json = await RawClient.ConnectAsync(server.Json);

            Assert.Equal(Header64.Goodbye, await header.ReadToEndAsync());
            const string words = "2 sessions are open, and that is the limit (Relay:Limits:MaxSessions)";
            Assert.Equal($"* bye: {words}\n", await line.ReadTextToEndAsync());
            Assert.Equal(words, (await json.ReadJsonAsync("bye")).Text("reason"));
            var reason = await console.ClosedAsync(line);
            Assert.Equal((CloseCode.Limit, words), (reason.Code, reason.Sentence));
        }

        await Soon.GetAsync(
            async () =>
            {
                using var again = await RawClient.ConnectAsync(server.Text);
                return (await again.ReadLineAsync()).Contains("welcome", StringComparison.Ordinal) ? "in" : null;
            },
            "a free seat");
    }

    [Fact]
    public async Task Idle_ForTooLong_IsToldAndClosed()
    {
        await using var server = await LiveServer.StartAsync("--Relay:Endpoints:1:Idle=00:00:01");
        await using var console = await server.WatchAsync();
        using var ann = await server.TextAsync();

        Assert.StartsWith("* bye: sent nothing for ", await ann.ReadTextToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(CloseCode.Idle, (await console.ClosedAsync(ann)).Code);
    }

    [Fact]
    public async Task HalfClosed_GetsWhatIsOnItsWayAndShowsAsHalfClosed()
    {
        await using var server = await LiveServer.StartAsync("--Relay:Endpoints:1:HalfCloseGrace=00:00:03");
        await using var console = await server.WatchAsync();
        using var ann = await server.JsonAsync("Ann");
        using var bob = await server.TextAsync();

        await bob.SendAsync("over to you\n");
        bob.FinishSending();
        await console.SessionAsync(session => session.Remote == bob.Local && session.State == SessionState.HalfClosed, "the half-closed session");
        Assert.Equal("over to you", (await ann.ReadJsonAsync("message")).Text("text"));
        await ann.PostAsync("thanks");

        Assert.EndsWith("Ann: thanks\n", await bob.ReadTextToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(CloseCode.PeerClosed, (await console.ClosedAsync(bob)).Code);
    }

    [Fact]
    public async Task HalfClosed_TakesNothing_GraceEnds()
    {
        await using var server = await LiveServer.StartAsync("--Relay:Endpoints:1:HalfCloseGrace=00:00:00.500");
        await using var console = await server.WatchAsync();
        using var ann = await server.JsonAsync("Ann");
        using var deaf = await RawClient.ConnectAsync(server.Text, receiveBuffer: 4_096);
        Assert.StartsWith("* welcome", await deaf.ReadLineAsync(), StringComparison.Ordinal);

        deaf.FinishSending();
        await Flood(ann, 40);

        var reason = await console.ClosedAsync(deaf);
        Assert.Equal(CloseCode.HalfCloseGraceOver, reason.Code);
        Assert.Matches("did not take [0-9,]+ B within", reason.Sentence);
    }

    [Fact]
    public async Task SlowReader_IsClosedWithFigures_WhileTheOthersGoOn()
    {
        await using var server = await LiveServer.StartAsync("--Relay:Limits:WriteStall=00:00:02");
        await using var console = await server.WatchAsync();
        using var ann = await server.JsonAsync("Ann");
        using var quick = await server.JsonAsync("Quick");
        using var deaf = await RawClient.ConnectAsync(server.Text, receiveBuffer: 4_096);
        Assert.StartsWith("* welcome", await deaf.ReadLineAsync(), StringComparison.Ordinal);

        var reading = Task.Run(async () =>
        {
            for (var seq = 1; seq <= 40; seq++)
            {
                Assert.Equal(seq, (await quick.ReadJsonAsync("message")).Seq());
            }
        });
        await Flood(ann, 40);
        await reading;

        var reason = await console.ClosedAsync(deaf);
        Assert.Equal(CloseCode.TooSlow, reason.Code);
        Assert.Matches("^too slow: [0-9,]+ B .*Relay:Limits:", reason.Sentence);
    }

    [Fact]
    public async Task ManySmallMessages_InOneBreath_ReachAReaderThatReads()
    {
        await using var server = await LiveServer.StartAsync();
        using var reader = await server.JsonAsync("Reader");
        using var writer = await server.TextAsync();
        const int Count = 20_000;

        var writing = writer.SendAsync(string.Concat(Enumerable.Repeat("a\n", Count)));

        for (var seq = 1; seq <= Count; seq++)
        {
            Assert.Equal(seq, (await reader.ReadJsonAsync("message")).Seq());
        }

        await writing;
    }

    [Fact]
    public async Task Kicked_IsToldByWhom()
    {
        await using var server = await LiveServer.StartAsync();
        await using var console = await server.WatchAsync();
        using var line = await server.TextAsync();
        using var json = await server.JsonAsync("Ann");
        using var reset = await server.JsonAsync("Bob");

        await console.Connection.CloseSessionAsync((await console.SessionAsync(line)).Id, reset: false);
        await console.Connection.CloseSessionAsync((await console.SessionAsync(json)).Id, reset: false);
        await console.Connection.CloseSessionAsync((await console.SessionAsync(reset)).Id, reset: true);

        Assert.EndsWith($"* bye: closed by {console.Me.Name}\n", await line.ReadTextToEndAsync(), StringComparison.Ordinal);
        Assert.Equal($"closed by {console.Me.Name}", (await json.ReadJsonAsync("bye")).Text("reason"));
        await Assert.ThrowsAsync<System.Net.Sockets.SocketException>(() => reset.ReadToEndAsync());
        Assert.Equal(CloseCode.Kicked, (await console.ClosedAsync("Bob")).Code);
    }

    [Fact]
    public async Task Stop_SaysGoodbyeInEveryDialect_AlsoToTheHalfClosed()
    {
        await using var server = await LiveServer.StartAsync("--Relay:Endpoints:1:HalfCloseGrace=01:00:00", "--Relay:Endpoints:0:HalfCloseGrace=01:00:00");
        await using var console = await server.WatchAsync();
        using var json = await server.JsonAsync("Ann");
        using var line = await server.TextAsync();
        using var half = await server.TextAsync();
        using var header = await server.TutorialAsync();
        half.FinishSending();
        header.FinishSending();
        await console.SessionAsync(session => session.Remote == half.Local && session.State == SessionState.HalfClosed, "the half-closed line");
        await console.SessionAsync(session => session.Remote == header.Local && session.State == SessionState.HalfClosed, "the half-closed header");

        await server.StopAsync();

        Assert.Equal("the relay is stopping", (await json.ReadJsonAsync("bye")).Text("reason"));
        Assert.EndsWith("* bye: the relay is stopping\n", await line.ReadTextToEndAsync(), StringComparison.Ordinal);
        Assert.EndsWith("* bye: the relay is stopping\n", await half.ReadTextToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(Header64.Goodbye, await header.ReadToEndAsync());
    }

    [Fact]
    public async Task Stop_WhileAReaderIsDeaf_TakesNoLongerThanTheDrain()
    {
        await using var server = await LiveServer.StartAsync("--Relay:Limits:Drain=00:00:01", "--Relay:Limits:OutboxBytes=10000000", "--Relay:Limits:OutboxSoftBytes=10000000");
        await using var console = await server.WatchAsync();
        using var ann = await server.JsonAsync("Ann");
        using var deaf = await RawClient.ConnectAsync(server.Text, receiveBuffer: 4_096);
        Assert.StartsWith("* welcome", await deaf.ReadLineAsync(), StringComparison.Ordinal);
        await Flood(ann, 6);
        await console.Connection.FollowAsync(new FollowRequest("lobby", Counters: true));
        await console.SessionAsync(session => session.Remote == deaf.Local && session.QueuedBytes > 0, "bytes that wait");

        var started = TimeProvider.System.GetTimestamp();
        await server.StopAsync();

        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 0, 8);
        Assert.Equal("the relay is stopping", (await ann.ReadJsonAsync("bye")).Text("reason"));
    }

    private static async Task Flood(RawClient from, int messages)
    {
        var text = new string('x', 60_000);
        for (var i = 0; i < messages; i++)
        {
            await from.SendJsonAsync(new { type = "post", text });
        }
    }
}
