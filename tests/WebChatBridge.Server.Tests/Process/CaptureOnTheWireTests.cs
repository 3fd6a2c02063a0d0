using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>What the relay says it read is what programs nobody here wrote really sent, send by send.</summary>
public sealed class CaptureOnTheWireTests : IAsyncLifetime
{
    // Says each of its arguments in one send, and waits for a line of its input after each.
    private const string SendEach = """
        import socket, sys
        link = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for part in sys.argv[2:]:
            link.sendall(part.encode().decode("unicode_escape").encode("latin-1"))
            sys.stdin.readline()
        """;

    private LiveServer server = null!;
    private WatchedConsole console = null!;

    public async ValueTask InitializeAsync()
    {
        server = await LiveServer.StartAsync(FamilyOnTheWireTests.Family);
        console = await server.WatchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await console.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Python_OneLineInTwoSends_IsTwoChunksAndOneFrame()
    {
        await using var python = Python("text", "hel", @"lo\n");
        var session = await OnlyOneAsync("text");
        var waiting = await console.SessionAsync(known => known.Id == session && known.Pending is not null, "bytes that wait");
        Assert.Equal((3, "hel"), (waiting.Pending!.Bytes, Encoding.UTF8.GetString(waiting.Pending.Preview)));

        await python.SayAsync("next");
        await python.SayAsync("end");

        var trace = await console.EndedAsync(session);
        Assert.Equal(["hel", "lo\n"], trace.Texts(Direction.In));
        Assert.Equal(["Message 0+hello+1"], trace.Framed(Direction.In));
    }

    [Fact]
    public async Task Python_TwoLinesInOneSend_IsOneChunkAndTwoFrames()
    {
        await using var python = Python("text", @"one\ntwo\r\n");
        python.EndInput();

        var trace = await console.EndedAsync(await OnlyOneAsync("text"));

        Assert.Equal(["one\ntwo\r\n"], trace.Texts(Direction.In));
        Assert.Equal(["Message 0+one+1", "Message 0+two+2"], trace.Framed(Direction.In));
    }

    [Fact]
    public async Task Printf_WithoutANewlineIntoNc_Waits_ThenIsAnUnterminatedMessage()
    {
        RealProgram.Need("nc");
        await using var nc = RealProgram.Start("bash", "-c", $"(printf hel; read) | nc -N 127.0.0.1 {server.Text.Port}");
        var session = await OnlyOneAsync("text");
        var waiting = await console.SessionAsync(known => known.Id == session && known.Pending is not null, "bytes that wait");
        Assert.Equal((3, "hel"), (waiting.Pending!.Bytes, Encoding.UTF8.GetString(waiting.Pending.Preview)));

        nc.EndInput();

        var trace = await console.EndedAsync(session);
        Assert.Equal(["hel"], trace.Texts(Direction.In));
        Assert.Equal(["Message 0+hel+0"], trace.Framed(Direction.In));
    }

    [Fact]
    public async Task Nc_LineByLine_IsAChunkAndAFrameEach()
    {
        RealProgram.Need("nc");
        await using var nc = RealProgram.Start("nc", "-N", "127.0.0.1", $"{server.Text.Port}");
        var session = await OnlyOneAsync("text");
        await nc.UntilItPrintsAsync("* welcome");
        await nc.SayAsync("hello");
        await console.TraceAsync(session, trace => trace.Texts(Direction.In).Count == 1, "the first line");
        await nc.SayAsync("/nick Nick");
        nc.EndInput();

        var trace = await console.EndedAsync(session);

        Assert.Equal(["hello\n", "/nick Nick\n"], trace.Texts(Direction.In));
        Assert.Equal(["Message 0+hello+1", "Control 0+/nick Nick+1"], trace.Framed(Direction.In));
        Assert.Equal(nc.Output + "\n", string.Concat(trace.Texts(Direction.Out)));
    }

    [Fact]
    public async Task Telnet_ALine_IsOneChunkThatEndsInCrLf()
    {
        RealProgram.Need("telnet");
        RealProgram.Need("script");
        await using var telnet = RealProgram.Start("script", "-qec", $"telnet 127.0.0.1 {server.Text.Port}", "/dev/null");
        await telnet.UntilItPrintsAsync("* welcome");
        await telnet.SayAsync("hello from telnet");

        var trace = await console.TraceAsync(await OnlyOneAsync("text"), known => known.Frames.Any(frame => frame.Kind == FrameKind.Message), "what telnet sent");

        Assert.Equal(["hello from telnet\r\n"], trace.Texts(Direction.In));
        Assert.Equal(["Message 0+hello from telnet+2"], trace.Framed(Direction.In));
    }

    [Fact]
    public async Task NamesFirst_ItsNameAndItsMessage_AreFramesOfTenBytesAndABody()
    {
        await using var tom = Tutorial("names_first.py", "names", "Tom");
        var session = await OnlyOneAsync("names");
        await console.SessionAsync(known => known.Id == session && known.Name == "Tom", "his name");
        await tom.SayAsync("hello jerry");
        await console.TraceAsync(session, known => known.Texts(Direction.In).Count >= 2, "the message");
        tom.EndInput();

        var trace = await console.EndedAsync(session);

        Assert.Equal(["3         Tom", "11        hello jerry"], trace.Texts(Direction.In));
        Assert.Equal(["Name 10+Tom+0", "Message 10+hello jerry+0"], trace.Framed(Direction.In));
    }

    [Fact]
    public async Task RawNickname_IsAskedUnframed_AndItsAnswerIsItsName()
    {
        await using var tom = Tutorial("raw_nickname.py", "nick", "tom");
        var session = await OnlyOneAsync("nick");
        await console.SessionAsync(known => known.Id == session && known.Name == "tom", "his name");
        await tom.SayAsync("hello");
        await console.TraceAsync(session, known => known.Texts(Direction.In).Count == 2, "the message");
        tom.EndInput();

        var trace = await console.EndedAsync(session);

        Assert.Equal(["tom", "tom: hello"], trace.Texts(Direction.In));
        Assert.Equal("Name 0+tom+0", trace.Framed(Direction.In)[0]);
        Assert.Equal("NICK", trace.Texts(Direction.Out)[0]);
    }

    [Fact]
    public async Task TheOriginalTutorialsClient_IsFramedUp_AndRawDown()
    {
        await using var client = Tutorial("client.py", "replies");
        var session = await OnlyOneAsync("replies");
        await client.SayAsync("");
        await client.SayAsync("");

        var trace = await console.EndedAsync(session);

        Assert.Equal(
            ["Message 64+Hello World!+0", "Message 64+Hello Everyone!+0", "Message 64+Hello Tim!+0", "Goodbye 64+!DISCONNECT+0"], trace.Framed(Direction.In));
        Assert.Equal("Msg received", trace.Texts(Direction.Out)[0]);
        Assert.All(trace.Frames.Where(frame => frame.Direction == Direction.Out), frame => Assert.Equal((0, 0), (frame.Head, frame.Tail)));
    }

    [Fact]
    public async Task NulClient_EndsItsMessagesWithNul()
    {
        await using var client = Tutorial("nul_client.py", "nul");
        await client.SayAsync("hello");
        client.EndInput();

        var trace = await console.EndedAsync(await OnlyOneAsync("nul"));

        Assert.Equal(["hello\0"], trace.Texts(Direction.In));
        Assert.Equal(["Message 0+hello+1"], trace.Framed(Direction.In));
    }

    [Theory]
    [InlineData("tom.py", "header64", "it began with a header of 64 bytes, the number 14 and a body")]
    [InlineData("nul_client.py", "nul", "a NUL (0x00) ended the first 15 bytes")]
    public async Task Auto_FindsOutWhatATutorialsClientSpeaks_AndSaysByWhat(string program, string dialect, string because)
    {
        await using var client = Tutorial(program, "any");
        await client.SayAsync("are you there?");

        var session = await console.SessionAsync(known => known is { Endpoint: "any" } && known.Dialect != "auto", "the dialect found");

        Assert.Equal((dialect, because), (session.Dialect, session.DialectBecause));
    }

    private RealProgram Python(string endpoint, params string[] parts)
    {
        RealProgram.Need("python3");
        return RealProgram.Start("python3", ["-c", SendEach, $"{server.Address(endpoint).Port}", .. parts]);
    }

    private RealProgram Tutorial(string program, string endpoint, params string[] before)
    {
        RealProgram.Need("python3");
        return RealProgram.Start(
            "python3", ["-u", Path.Combine(ServerProcess.Root, "tests/Shared/tutorial", program), .. before, $"{server.Address(endpoint).Port}", "127.0.0.1"]);
    }

    private async Task<long> OnlyOneAsync(string endpoint) => (await console.SessionAsync(session => session.Endpoint == endpoint, $"a session on {endpoint}")).Id;
}
