using System.Net;
using System.Net.Sockets;
using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>The hub from outside: the console's own connection against the whole server.</summary>
public sealed class ConsoleHubTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Follow_SocketSpeaks_ItsLineComesThroughTheHub()
    {
        using var socket = new TcpClient();
        await using var server = await RunningServer.StartAsync();
        await using var console = new ConsoleConnection(new Uri(server.Address, "hub"));
        using var deadline = new CancellationTokenSource(Deadline);
        await using var batches = console.WatchAsync(deadline.Token).GetAsyncEnumerator(deadline.Token);
        var text = (await NextAsync(batches, batch => batch.Snapshot)).Status!.Endpoints.Single(endpoint => endpoint.Name == "text");
        await console.FollowAsync(new FollowRequest("lobby", After: 0));

        await socket.ConnectAsync(IPEndPoint.Parse(text.Listening[0]), deadline.Token);
        await socket.GetStream().WriteAsync("hello\n"u8.ToArray(), deadline.Token);
        var message = (await NextAsync(batches, batch => batch.Messages.Count > 0)).Messages[0];

        Assert.Equal(("lobby", 1, "hello", Origin.Tcp), (message.Room, message.Seq, message.Text, message.From.Origin));
    }

    [Fact]
    public async Task Post_LargestMessage_IsStored_AndALargerOneRefusedInWords()
    {
        await using var server = await RunningServer.StartAsync();
        await using var console = new ConsoleConnection(new Uri(server.Address, "hub"));
        using var deadline = new CancellationTokenSource(Deadline);
        await using var batches = console.WatchAsync(deadline.Token).GetAsyncEnumerator(deadline.Token);
        await NextAsync(batches, batch => batch.Snapshot);

        var largest = await console.PostAsync("lobby", new byte[65_536], "1");
        var larger = await console.PostAsync("lobby", new byte[100_000], "2");

        Assert.Equal(1, largest.Seq);
        Assert.Equal(ErrorCode.Limit, larger.Rejected!.Code);
        Assert.Contains("100,000", larger.Rejected.Reason, StringComparison.Ordinal);
        Assert.Equal(ConsoleLink.Online, console.Link);
    }

    [Fact]
    public async Task Call_TooLongToBeTaken_EndsTheConnectionInWords()
    {
        await using var server = await LiveServer.StartAsync("--Relay:Limits:MaxMessageBytes=1000");
        server.ExpectError("A call has more than");
        await using var hub = await RawHub.ConnectAsync(server.Hub, token: null);

        Assert.Equal("limit", await hub.CallAsync("Post", "lobby", new byte[2_000], "1"));
        await Assert.ThrowsAnyAsync<Exception>(() => hub.CallAsync("Post", "lobby", new byte[20_000], "2"));

        Assert.Contains("A call has more than 6,762 bytes", (await hub.Closed.WaitAsync(Deadline))!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CloseSession_Open_EndsTheSocketAndSaysWhoDidIt()
    {
        await using var server = await RunningServer.StartAsync();
        await using var console = new ConsoleConnection(new Uri(server.Address, "hub"));
        using var deadline = new CancellationTokenSource(Deadline);
        await using var batches = console.WatchAsync(deadline.Token).GetAsyncEnumerator(deadline.Token);
        var text = (await NextAsync(batches, batch => batch.Snapshot)).Status!.Endpoints.Single(endpoint => endpoint.Name == "text");
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPEndPoint.Parse(text.Listening[0]), deadline.Token);
        var open = (await NextAsync(batches, batch => batch.Sessions.Any(session => session.Origin == Origin.Tcp))).Sessions.Single(session => session.Origin == Origin.Tcp);

        var refused = await console.CloseSessionAsync(open.Id, reset: false);
        var closed = (await NextAsync(batches, batch => batch.Sessions.Any(session => session.State == SessionState.Closed))).Sessions.Single(session => session.Id == open.Id);
        using var reader = new StreamReader(socket.GetStream());
        await reader.ReadToEndAsync(deadline.Token);

        Assert.Null(refused);
        Assert.Equal(CloseCode.Kicked, closed.Closed!.Code);
    }

    private static async Task<WatchBatch> NextAsync(IAsyncEnumerator<WatchBatch> batches, Predicate<WatchBatch> wanted)
    {
        while (await batches.MoveNextAsync())
        {
            if (wanted(batches.Current))
            {
                return batches.Current;
            }
        }

        throw new InvalidOperationException("The stream ended before the batch came.");
    }
}
