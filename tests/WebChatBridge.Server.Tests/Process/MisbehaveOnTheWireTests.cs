using System.Globalization;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>What a python3 program sees, recv by recv, when the relay misbehaves toward it.</summary>
public sealed class MisbehaveOnTheWireTests : IAsyncLifetime
{
    // Prints what each recv brought, and what went wrong; says a line when it is told one.
    private const string Listener = """
        import socket, sys, threading
        s = socket.create_connection((sys.argv[1], int(sys.argv[2])))
        def say():
            for line in sys.stdin:
                s.sendall(line.encode())
        threading.Thread(target=say, daemon=True).start()
        print("local", "%s:%d" % s.getsockname(), flush=True)
        try:
            while (got := s.recv(65536)):
                print(len(got), repr(got), flush=True)
            print("FIN", flush=True)
        except ConnectionResetError as error:
            print("RST", flush=True)
        sys.stdin.read()
        """;

    // Sends until the kernel takes no more, then the rest.
    private const string Flood = """
        import socket, sys
        s = socket.create_connection((sys.argv[1], int(sys.argv[2])))
        s.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65536)
        print("local", "%s:%d" % s.getsockname(), flush=True)
        sys.stdin.readline()
        rest = (b"x" * 999 + b"\n") * 4000
        s.settimeout(1)
        try:
            while rest:
                rest = rest[s.send(rest[:65536]):]
        except TimeoutError:
            print("blocked", flush=True)
        s.settimeout(None)
        s.sendall(rest)
        print("all sent", flush=True)
        sys.stdin.read()
        """;

    private LiveServer server = null!;
    private WatchedConsole console = null!;

    public async ValueTask InitializeAsync()
    {
        server = await LiveServer.StartAsync();
        console = await server.WatchAsync();
        await console.Connection.FollowAsync(new FollowRequest("lobby", Counters: true));
    }

    public async ValueTask DisposeAsync()
    {
        await console.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Slice_EachRecvBringsOnePiece()
    {
        await using var python = Start(Listener);
        var session = await SessionAsync(python);
        await python.UntilItPrintsAsync("welcome");
        using var tom = await server.TextAsync();
        await python.UntilItPrintsAsync("joined lobby");

        await DoAsync(session, new(MisbehaviourKind.Slice, Bytes: 4, Gap: 250, Times: 1));
        await console.SessionAsync(known => known.Id == session && known.Misbehaves is not null, "the badge");
        await tom.SendAsync("hello jerry\n");
        await console.SessionAsync(known => known.Id == session && known.Misbehaves is null, "the end of it after one write");
        await tom.SendAsync("whole\n");
        await python.UntilItPrintsAsync("whole");

        var sizes = python.OutputLines.SkipWhile(static line => !line.Contains("joined lobby", StringComparison.Ordinal)).Skip(1).SkipLast(1)
            .Select(static line => int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture)).ToList();
        Assert.True(sizes.Count > 3, python.Output);
        Assert.All(sizes.SkipLast(1), static size => Assert.Equal(0, size % 4)); // a reader who had no processor for longer than the gap finds two pieces
    }

    [Fact]
    public async Task Merge_OneRecvBringsThreeMessages()
    {
        await using var python = Start(Listener);
        var session = await SessionAsync(python);
        await python.UntilItPrintsAsync("welcome");
        using var tom = await server.TextAsync();
        await python.UntilItPrintsAsync("joined lobby");
        await DoAsync(session, new(MisbehaviourKind.Merge, Messages: 3, Gap: 20_000));

        foreach (var text in new[] { "one", "two", "three" })
        {
            // Each is stored, and with it on its way, before the next is said.
            var stored = console.Messages.Count;
            await tom.SendAsync($"{text}\n");
            await console.UntilAsync(() => console.Messages.Count > stored ? console : null, text);
        }

        await python.UntilItPrintsAsync("three");
        Assert.Equal(["one", "two", "three"], python.OutputLines[^1].Split("\\n").SkipLast(1).Select(static line => line.Split(": ")[1]));
    }

    [Fact]
    public async Task Reset_IsAnErrorInTheProgram_AndNoGoodbyeCame()
    {
        await using var python = Start(Listener);
        var session = await SessionAsync(python);
        await python.UntilItPrintsAsync("welcome");

        await DoAsync(session, new(MisbehaviourKind.Reset));

        await python.UntilItPrintsAsync("RST");
        Assert.DoesNotContain("bye", python.Output, StringComparison.Ordinal);
        var closed = await console.SessionAsync(known => known.Id == session && known.Closed is not null, "its end");
        Assert.Equal((CloseCode.Kicked, $"reset (RST) on purpose by {console.Me.Name}, without a goodbye"), (closed.Closed!.Code, closed.Closed.Sentence));
    }

    [Fact]
    public async Task FinOnly_TheProgramSeesTheEnd_AndIsStillHeard()
    {
        await using var python = Start(Listener);
        var session = await SessionAsync(python);
        await python.UntilItPrintsAsync("welcome");
        using var tom = await server.TextAsync();

        await DoAsync(session, new(MisbehaviourKind.FinOnly));
        await python.UntilItPrintsAsync("FIN");
        Assert.DoesNotContain("bye", python.Output, StringComparison.Ordinal);
        await python.SayAsync("can you hear me?");

        Assert.EndsWith(": can you hear me?", await tom.ReadUntilAsync(static line => line.Contains("hear me", StringComparison.Ordinal)));
        Assert.Equal(SessionState.Open, (await console.SessionAsync(known => known.Id == session, "it")).State);
    }

    [Fact]
    public async Task StopReading_ItsSendBlocks_AndGoesOnWhenSwitchedOff()
    {
        await using var python = Start(Flood);
        var session = await SessionAsync(python);
        await DoAsync(session, new(MisbehaviourKind.StopReading));

        await python.SayAsync("go");
        await python.UntilItPrintsAsync("blocked");
        Assert.Equal(0, (await console.SessionAsync(known => known.Id == session, "it")).MessagesIn);
        await DoAsync(session, null);

        await python.UntilItPrintsAsync("all sent");
        await console.SessionAsync(known => known.Id == session && known.MessagesIn == 4_000, "all of its messages");
    }

    [Fact]
    public async Task SendBytes_ReachTheProgramAsTheyAre()
    {
        await using var python = Start(Listener);
        var session = await SessionAsync(python);
        await python.UntilItPrintsAsync("welcome");

        Assert.Null(await console.Connection.SendBytesAsync(session, new byte[] { 0x00, 0xFF, 0x0A }, resentFrom: null));

        await python.UntilItPrintsAsync("3 b'\\x00\\xff\\n'");
    }

    private RealProgram Start(string program)
    {
        RealProgram.Need("python3");
        return RealProgram.Start("python3", "-c", program, $"{server.Text.Address}", $"{server.Text.Port}");
    }

    private async Task<long> SessionAsync(RealProgram python)
    {
        await python.UntilItPrintsAsync("local ");
        var local = python.OutputLines.First(static line => line.StartsWith("local ", StringComparison.Ordinal))["local ".Length..];
        return (await console.SessionAsync(session => session.Remote == local, $"the session of {local}")).Id;
    }

    private async Task DoAsync(long session, Misbehaviour? how) => Assert.Null(await console.Connection.MisbehaveAsync(session, how));
}
