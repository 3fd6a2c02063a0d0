using System.Net;
using System.Net.Sockets;
using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.Tests.Client;

public sealed class ConsoleConnectionTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Watch_Connected_BringsTheSnapshotThenBatches()
    {
        await using var host = await HubHost.StartAsync();
        await using var connection = new ConsoleConnection(host.Address);
        await using var watched = new Watched(connection);
        Assert.Equal(ConsoleLink.Connecting, connection.Link);

        var snapshot = await watched.NextAsync();
        host.House.Push(new WatchBatch { RoomsGone = ["pair-1"] });
        var change = await watched.NextAsync();

        Assert.True(snapshot!.Snapshot);
        Assert.Equal("lobby", Assert.Single(snapshot.Rooms).Name);
        Assert.Equal(["pair-1"], change!.RoomsGone);
        Assert.Equal(ConsoleLink.Online, connection.Link);
    }

    [Fact]
    public async Task Calls_Connected_CarryTheirArgumentsAndAnswers()
    {
        await using var host = await HubHost.StartAsync();
        await using var connection = new ConsoleConnection(host.Address);
        await using var watched = new Watched(connection);
        await watched.SnapshotAsync();
        byte[] payload = [0x68, 0x00, 0xff];
        host.House.Answers[nameof(IConsoleHub.Post)] = new PostResult("lobby", 7, [new Sender(1, "tom", Origin.Tcp)], []);
        host.House.Answers[nameof(IConsoleHub.Direct)] = new PostResult("@1+3", null, [], [], new Rejection(ErrorCode.NotFound, "no session 3"));
        host.House.Answers[nameof(IConsoleHub.History)] = new HistoryPage("lobby", [HubDouble.Message(4)], [], 1, 4);
        host.House.Answers[nameof(IConsoleHub.Rename)] = new Rejection(ErrorCode.BadName, "empty");

        var posted = await connection.PostAsync("lobby", payload, "c-1");
        var direct = await connection.DirectAsync(3, payload, null);
        var page = await connection.HistoryAsync(new HistoryQuery("lobby", Before: 5), CancellationToken.None);
        var renamed = await connection.RenameAsync(null, "");
        var joined = await connection.JoinAsync("lobby");
        var closed = await connection.CloseSessionAsync(17, reset: true);

        Assert.Equal(7, posted.Seq);
        Assert.Equal("tom", Assert.Single(posted.WrittenTo).Name);
        Assert.Equal(ErrorCode.NotFound, direct.Rejected!.Code);
        Assert.Equal("message 4", Assert.Single(page.Messages).Text);
        Assert.Equal("empty", renamed!.Reason);
        Assert.Null(joined);
        Assert.Null(closed);
        Assert.Equal(["lobby", payload, "c-1"], (await CallAsync(host, nameof(IConsoleHub.Post))).Arguments);
        Assert.Equal([3L, payload, null], (await CallAsync(host, nameof(IConsoleHub.Direct))).Arguments);
        Assert.Equal([new HistoryQuery("lobby", Before: 5)], (await CallAsync(host, nameof(IConsoleHub.History))).Arguments);
        Assert.Equal([null, ""], (await CallAsync(host, nameof(IConsoleHub.Rename))).Arguments);
        Assert.Equal([17L, true], (await CallAsync(host, nameof(IConsoleHub.CloseSession))).Arguments);
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(null)]
    public async Task Follow_CutInTheMiddle_MissesNoneAndDoublesNone(long? after)
    {
        await using var host = await HubHost.StartAsync();
        await using var connection = new ConsoleConnection(host.Address);
        await using var watched = new Watched(connection);
        await watched.SnapshotAsync();
        await connection.FollowAsync(new FollowRequest("Lobby", FollowMode.Live, after));
        Array.ForEach([1, 2, 3], seq => host.House.Say(seq));
        var before = await watched.SeqsUntilAsync(3);

        host.House.Cut();
        Array.ForEach([4, 5], seq => host.House.Say(seq));
        var snapshot = await watched.SnapshotAsync();
        host.House.Say(6);
        var later = await watched.SeqsUntilAsync(6);

        Assert.True(snapshot.Snapshot);
        Assert.Equal([1, 2, 3], before);
        Assert.Equal([4, 5, 6], later);
    }

    [Fact]
    public async Task Follow_CutBeforeAnyMessage_BeginsWhereItWasSaid()
    {
        await using var host = await HubHost.StartAsync();
        Array.ForEach([1, 2], seq => host.House.Say(seq));
        await using var connection = new ConsoleConnection(host.Address);
        await using var watched = new Watched(connection);
        await watched.SnapshotAsync();
        await connection.FollowAsync(new FollowRequest("lobby"));

        host.House.Cut();
        host.House.Say(3);
        var later = await watched.SeqsUntilAsync(3);

        Assert.Equal([3], later);
    }

    [Fact]
    public async Task Follow_LogBegunAnew_BeginsAnewToo()
    {
        await using var host = await HubHost.StartAsync();
        await using var connection = new ConsoleConnection(host.Address);
        await using var watched = new Watched(connection);
        await watched.SnapshotAsync();
        await connection.FollowAsync(new FollowRequest("lobby", After: 0));
        Array.ForEach([1, 2, 3], seq => host.House.Say(seq));
        await watched.SeqsUntilAsync(3);

        host.House.Forget();
        host.House.Cut();
        host.House.Say(1);
        await watched.SnapshotAsync();
        var later = await watched.SeqsUntilAsync(1);

        Assert.Equal([1], later);
    }

    [Fact]
    public async Task Follow_NotConnectedYet_IsSaidWhenConnected()
    {
        await using var host = await HubHost.StartAsync();
        host.House.Say(1);
        await using var connection = new ConsoleConnection(host.Address);

        await connection.FollowAsync(new FollowRequest("lobby", After: 0, Counters: true));
        await using var watched = new Watched(connection);
        var seqs = await watched.SeqsUntilAsync(1);

        Assert.Equal([1], seqs);
        Assert.Equal(new FollowRequest("lobby", After: 0, Counters: true), (await CallAsync(host, nameof(IConsoleHub.Follow))).Arguments[0]);
    }

    [Fact]
    public async Task ServerGone_CallsThrow_UntilItIsBack()
    {
        var host = await HubHost.StartAsync();
        var port = host.Port;
        await using var connection = new ConsoleConnection(host.Address);
        var lost = Reached(connection, ConsoleLink.Reconnecting);
        await using var watched = new Watched(connection);
        await watched.SnapshotAsync();

        await host.DisposeAsync();
        var next = watched.NextAsync();
        await lost.WaitAsync(Deadline);
        var error = await Assert.ThrowsAsync<RelayUnreachableException>(() => connection.JoinAsync("lobby"));
        await using var again = await HubHost.StartAsync(port);
        var snapshot = await next;
        var joined = await connection.JoinAsync("lobby");

        Assert.StartsWith($"The relay at http://127.0.0.1:{port}/hub cannot be reached: ", error.Message, StringComparison.Ordinal);
        Assert.True(snapshot!.Snapshot);
        Assert.Equal(ConsoleLink.Online, connection.Link);
        Assert.Null(joined);
    }

    [Fact]
    public async Task Call_ServerFault_ThrowsAndTheConnectionLivesOn()
    {
        await using var host = await HubHost.StartAsync();
        await using var connection = new ConsoleConnection(host.Address);
        await using var watched = new Watched(connection);
        await watched.SnapshotAsync();
        host.House.Answers[nameof(IConsoleHub.Join)] = new InvalidOperationException("a fault");

        await Assert.ThrowsAsync<RelayUnreachableException>(() => connection.JoinAsync("lobby"));

        Assert.Null(await connection.RenameAsync(null, "alice"));
    }

    [Fact]
    public async Task Token_Wanted_IsAskedForAtEachConnect()
    {
        await using var host = await HubHost.StartAsync(token: "2");
        var asked = 0;
        await using var connection = new ConsoleConnection(
            host.Address, () => Task.FromResult<string?>(Interlocked.Increment(ref asked).ToString()));
        await using var watched = new Watched(connection);

        var snapshot = await watched.SnapshotAsync();

        Assert.True(snapshot.Snapshot);
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task Dispose_WhileConnecting_EndsTheWatchQuietly()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var connection = new ConsoleConnection(new Uri($"http://{silent.LocalEndpoint}/hub"));
        await using var watched = new Watched(connection);
        var next = watched.NextAsync();
        using var accepted = await silent.AcceptTcpClientAsync().WaitAsync(Deadline);

        await connection.DisposeAsync().AsTask().WaitAsync(Deadline);

        Assert.Null(await next);
        Assert.Equal(ConsoleLink.Closed, connection.Link);
    }

    [Fact]
    public async Task Watch_Cancelled_EndsQuietlyAndCanBeginAgain()
    {
        await using var host = await HubHost.StartAsync();
        await using var connection = new ConsoleConnection(host.Address);
        await using var first = new Watched(connection);
        await first.SnapshotAsync();

        first.Cancel();
        var end = await first.NextAsync();
        await using var second = new Watched(connection);
        var snapshot = await second.NextAsync();

        Assert.Null(end);
        Assert.True(snapshot!.Snapshot);
    }

    private static async Task<(string Method, object?[] Arguments)> CallAsync(HubHost host, string method)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await foreach (var call in host.House.Calls.Reader.ReadAllAsync(deadline.Token))
        {
            if (call.Method == method)
            {
                return call;
            }
        }

        throw new InvalidOperationException($"{method} was not called.");
    }

    private static Task Reached(ConsoleConnection connection, ConsoleLink link)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.LinkChanged += () =>
        {
            if (connection.Link == link)
            {
                reached.TrySetResult();
            }
        };
        return reached.Task;
    }
}
