using System.Text;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>docs/hub.md, by a SignalR client and by consoles, beside real sockets.</summary>
public sealed class HubOnTheWireTests : IAsyncLifetime
{
    private LiveServer server = null!;
    private WatchedConsole console = null!;

    public async ValueTask InitializeAsync()
    {
        server = await LiveServer.StartAsync("--Relay:Limits:MaxMessageBytes=1000");
        console = await server.WatchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await console.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Snapshot_HasMeTheStatusAndWhoIsThere()
    {
        using var tom = await server.JsonAsync("Tom");
        await using var late = await server.WatchAsync();

        Assert.Equal((Origin.Web, "hub", null), (late.Me.Origin, late.Me.Dialect, late.Me.Room));
        Assert.Equal((true, 1, "memory", "ok"), (late.Status.Listening, late.Status.TcpSessions, late.Status.Log.Store, late.Status.Log.State));
        Assert.Equal(["tutorial", "text", "json"], late.Status.Endpoints.Select(endpoint => endpoint.Name));
        var session = await late.SessionAsync(tom);
        Assert.Equal(("Tom", "lobby", "json"), (session.Name, session.Room, session.Endpoint));
        Assert.Equal("Tom", Assert.Single(late.Room("lobby")!.Members).Name);
    }

    [Fact]
    public async Task Follow_AfterLiveAndCount_EachGivesWhatItSays()
    {
        using var tom = await server.JsonAsync("Tom");
        await Say(tom, 3);

        await console.Connection.FollowAsync(new FollowRequest("lobby", After: 1));
        await console.UntilAsync(() => console.Messages is { Count: 2 } two ? two : null, "the backlog");
        await tom.PostAsync("4");
        await console.UntilAsync(() => console.Messages is { Count: 3 } three ? three : null, "what is live");
        Assert.Equal([2, 3, 4], console.Messages.Select(message => message.Seq));

        await console.Connection.FollowAsync(new FollowRequest("lobby", FollowMode.Count));
        await tom.PostAsync("5");
        await console.UntilAsync(() => console.Room("lobby") is { LastSeq: 5 } room ? room : null, "the count");
        Assert.Equal(3, console.Messages.Count);
        Assert.Equal(("Tom", 1), (console.Room("lobby")!.LastFrom, console.Room("lobby")!.Watching));
    }

    [Fact]
    public async Task History_PagesBothWaysAndKnowsItsEnds()
    {
        using var tom = await server.JsonAsync("Tom");
        await Say(tom, 5);

        var newest = await console.Connection.HistoryAsync(new HistoryQuery("lobby", Limit: 2), default);
        var before = await console.Connection.HistoryAsync(new HistoryQuery("lobby", Before: 4, Limit: 2), default);
        var after = await console.Connection.HistoryAsync(new HistoryQuery("LOBBY", After: 0, Limit: 2), default);
        var none = await console.Connection.HistoryAsync(new HistoryQuery("nowhere"), default);

        Assert.Equal([4, 5], newest.Messages.Select(message => message.Seq));
        Assert.Equal([2, 3], before.Messages.Select(message => message.Seq));
        Assert.Equal([1, 2], after.Messages.Select(message => message.Seq));
        Assert.Equal((1, 5), (newest.FirstSeq, newest.LastSeq));
        Assert.Equal((0, 0, 0), (none.Messages.Count, none.FirstSeq, none.LastSeq));
    }

    [Fact]
    public async Task Post_SitsDownReachesEveryoneAndTellsWhoseSocketTookIt()
    {
        using var tom = await server.JsonAsync("Tom");
        using var ann = await server.TextAsync();
        await using var other = await server.WatchAsync();
        await other.Connection.FollowAsync(new FollowRequest("lobby", After: 0));
        Assert.Null(await console.Connection.RenameAsync(null, "Web"));

        var posted = await console.Connection.PostAsync("lobby", "hello"u8.ToArray(), "p-1");
        var repeated = await console.Connection.PostAsync("lobby", "hello"u8.ToArray(), "p-1");

        Assert.Equal((1, null, 0), (posted.Seq, posted.Rejected, posted.Failed.Count));
        Assert.Contains("Tom", posted.WrittenTo.Select(sender => sender.Name));
        Assert.Equal(2, posted.WrittenTo.Count);
        Assert.Equal(1, repeated.Seq);
        var message = await tom.ReadJsonAsync("message");
        Assert.Equal(("Web", "web", "hello"), (message.From(), message["from"]!["origin"]!.GetValue<string>(), message.Text("text")));
        await other.UntilAsync(() => other.Messages is { Count: 1 } one ? one : null, "the message in the other console");
        await console.SessionAsync(session => session is { Name: "Web", Room: "lobby" }, "where the poster sits");
    }

    [Theory]
    [InlineData("a b", 1, ErrorCode.BadRoom)]
    [InlineData("@1+2", 1, ErrorCode.BadRoom)]
    [InlineData("", 1, ErrorCode.BadRoom)]
    [InlineData("lobby", 1001, ErrorCode.Limit)]
    public async Task Post_ThatCannotBe_IsRejectedInWords(string room, int length, string code)
    {
        var posted = await console.Connection.PostAsync(room, new byte[length], null);

        Assert.Equal((null, code), (posted.Seq, posted.Rejected!.Code));
        Assert.NotEmpty(posted.Rejected.Reason);
        Assert.Equal(1, (await console.Connection.PostAsync("lobby", new byte[1000], null)).Seq);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public async Task Post_IdOfOneToSixtyFourCharacters_IsTaken(int length, bool taken)
    {
        var posted = await console.Connection.PostAsync("lobby", "hi"u8.ToArray(), new string('i', length));

        Assert.Equal((taken, taken ? null : ErrorCode.BadRequest), (posted.Seq is not null, posted.Rejected?.Code));
    }

    [Fact]
    public async Task Direct_ReachesThatSessionOnly()
    {
        using var tom = await server.JsonAsync("Tom");
        using var ann = await server.JsonAsync("Ann");

        var posted = await console.Connection.DirectAsync((await console.SessionAsync(tom)).Id, "psst"u8.ToArray(), null);
        var nobody = await console.Connection.DirectAsync(999_999, "psst"u8.ToArray(), null);

        Assert.Equal("Tom", Assert.Single(posted.WrittenTo).Name);
        Assert.Equal(ErrorCode.NotFound, nobody.Rejected!.Code);
        Assert.True((await tom.ReadJsonAsync("message"))["direct"]!.GetValue<bool>());
        await tom.PostAsync("to all");
        Assert.Equal("to all", (await ann.ReadJsonAsync("message")).Text("text"));
    }

    [Fact]
    public async Task Rename_OfOneselfAndOfAnother_IsSeenByTheRoom()
    {
        using var tom = await server.TextAsync();
        var id = (await console.SessionAsync(tom)).Id;

        Assert.Null(await console.Connection.RenameAsync(id, "Thomas"));
        Assert.EndsWith(" is Thomas now", await tom.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Null(await console.Connection.RenameAsync(null, "thomas"));
        await console.SessionAsync(session => session is { Name: "thomas-2", Origin: Origin.Web }, "the next free name");
        Assert.Equal(ErrorCode.BadName, (await console.Connection.RenameAsync(id, "no name"))!.Code);
        Assert.Equal(ErrorCode.NotFound, (await console.Connection.RenameAsync(999_999, "x"))!.Code);
        Assert.Equal(ErrorCode.NotFound, (await console.Connection.CloseSessionAsync(999_999, reset: false))!.Code);
    }

    [Fact]
    public async Task Console_ThatGoes_IsSeenGoing()
    {
        var other = await server.WatchAsync();
        var name = other.Me.Name;
        await other.DisposeAsync();

        Assert.Equal(CloseCode.PeerClosed, (await console.ClosedAsync(name)).Code);
    }

    [Fact]
    public async Task Message_FarOverTheLimit_EndsThatConnectionOnly()
    {
        await using var raw = await RawAsync(origin: null);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        raw.Closed += _ =>
        {
            closed.SetResult();
            return Task.CompletedTask;
        };

        await Assert.ThrowsAnyAsync<Exception>(() => raw.InvokeAsync<PostResult>(nameof(IConsoleHub.Post), "lobby", new byte[100_000], null));

        await closed.Task.WaitAsync(Soon.Deadline);
        Assert.Equal(1, (await console.Connection.PostAsync("lobby", "still here"u8.ToArray(), null)).Seq);
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://localhost:1")]
    public async Task Origin_Foreign_IsRefused(string origin) => await Assert.ThrowsAnyAsync<Exception>(() => RawAsync(origin));

    [Fact]
    public async Task Watch_SecondStream_EndsTheFirst()
    {
        await using var raw = await RawAsync(origin: null);
        var first = await raw.StreamAsChannelAsync<WatchBatch>(nameof(IConsoleHub.Watch));
        Assert.True((await first.ReadAsync().AsTask().WaitAsync(Soon.Deadline)).Snapshot);

        var second = await raw.StreamAsChannelAsync<WatchBatch>(nameof(IConsoleHub.Watch));

        Assert.True((await second.ReadAsync().AsTask().WaitAsync(Soon.Deadline)).Snapshot);
        await Soon.UntilAsync(() => first.Completion.IsCompleted || (first.TryRead(out _) && first.Completion.IsCompleted), "the end of the first stream");
    }

    private async Task<HubConnection> RawAsync(string? origin)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(server.Hub, options =>
            {
                options.Transports = HttpTransportType.WebSockets;
                options.SkipNegotiation = true;
                if (origin is not null)
                {
                    options.Headers["Origin"] = origin;
                }
            })
            .AddJsonProtocol(json => HubJson.Configure(json.PayloadSerializerOptions))
            .Build();
        await connection.StartAsync().WaitAsync(Soon.Deadline);
        return connection;
    }

    private static async Task Say(RawClient client, int messages)
    {
        for (var i = 1; i <= messages; i++)
        {
            Assert.Equal(i, await client.PostAsync(Encoding.ASCII.GetString([(byte)('0' + i)])));
        }
    }
}
