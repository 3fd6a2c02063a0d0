using System.Net;
using System.Text.Json.Nodes;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>Exports of sessions of real programs, opened by the programs they are for.</summary>
public sealed class ExportOnTheWireTests : IAsyncLifetime
{
    private static readonly HttpClient Http = new() { Timeout = Soon.Deadline };

    // Every byte there is, then two sends that no hurry of any machine makes one.
    private const string Paced = """
        import socket, sys, time
        link = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
        for part in bytes(range(256)), b"100%d'\"", b"\\n\0-\n":
            link.sendall(part)
            time.sleep(0.5)
        """;

    private static readonly EqualityComparer<(byte[] In, byte[] Out)> SameStreams =
        EqualityComparer<(byte[] In, byte[] Out)>.Create(static (one, other) => one.In.SequenceEqual(other.In) && one.Out.SequenceEqual(other.Out));

    private LiveServer server = null!;
    private WatchedConsole console = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

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
    public async Task Pcapng_OfATutorialPair_IsWhatBothSentAndRead_ForTshark()
    {
        var (tom, jerry) = await TalkAsync();

        foreach (var trace in new[] { tom, jerry })
        {
            using var tshark = Tshark.Open(await DownloadAsync($"/export/session/{trace.Session.Id}.pcapng"));
            Assert.Empty(await tshark.ComplaintsAsync());
            await AssertSameAsync(trace, tshark, stream: 0);
        }

        using var both = Tshark.Open(await DownloadAsync($"/export/traffic.pcapng?s={tom.Session.Id},{jerry.Session.Id}"));
        Assert.Empty(await both.ComplaintsAsync());
        await AssertSameAsync(tom, both, stream: 0);
        await AssertSameAsync(jerry, both, stream: 1);
    }

    [Fact]
    public async Task Pcapng_OfNcAndTelnet_IsWhatBothSentAndRead_ForTshark()
    {
        RealProgram.Need("nc");
        RealProgram.Need("telnet");
        await using var nc = RealProgram.Start("nc", "-N", "127.0.0.1", $"{server.Text.Port}");
        await nc.UntilItPrintsAsync("* welcome");
        var first = await IdAsync(session => session.Endpoint == "text");
        await using var telnet = RealProgram.Start("script", "-qec", $"telnet 127.0.0.1 {server.Text.Port}", "/dev/null");
        await telnet.UntilItPrintsAsync("* welcome");
        await nc.SayAsync("hello from nc, ä 🙂");
        await telnet.UntilItPrintsAsync(": hello from nc");
        await telnet.SayAsync("hello from telnet");
        await nc.UntilItPrintsAsync(": hello from telnet");
        nc.EndInput();
        Assert.Equal(0, await nc.ExitAsync());
        var ids = new[] { first, await IdAsync(session => session.Endpoint == "text" && session.Id != first) };
        await console.EndedAsync(ids[0]);

        using var tshark = Tshark.Open(await DownloadAsync($"/export/traffic.pcapng?s={string.Join(',', ids)}&kind=chunk"));

        Assert.Empty(await tshark.ComplaintsAsync());
        for (var stream = 0; stream < 2; stream++)
        {
            await AssertSameAsync((await console.Connection.TraceAsync(new TraceQuery(ids[stream], MaxBytes: 262_144), Token))!, tshark, stream);
        }
    }

    [Fact]
    public async Task PythonReproductions_OfATutorialPair_AtASecondRelay_GetTheSameAnswers()
    {
        var (tom, jerry) = await TalkAsync();
        await using var second = await LiveServer.StartAsync();
        await using var watch = await second.WatchAsync();
        using var programs = new TempFolder();
        await using var first = await ReproduceAsync(tom, "py", programs, "--port", $"{second.Tutorial.Port}", "--fast", "--wait", "20");
        await watch.SessionAsync(session => session.Name == "tom", "tom");
        await using var other = await ReproduceAsync(jerry, "py", programs, "--port", $"{second.Tutorial.Port}", "--fast", "--wait", "20");

        foreach (var (trace, program, name) in new[] { (tom, first, "tom"), (jerry, other, "jerry") })
        {
            Assert.True(await program.ExitAsync() == 0, $"{name}: {program.Output}\n{program.Errors}");
            var again = await watch.EndedAsync((await watch.SessionAsync(session => session.Name == name, name)).Id);
            Assert.Equal((trace.Stream(Direction.In), trace.Stream(Direction.Out)), (again.Stream(Direction.In), again.Stream(Direction.Out)), SameStreams);
        }
    }

    [Theory]
    [InlineData("py")]
    [InlineData("sh")]
    public async Task Reproductions_AtASecondRelay_SendTheSameChunks(string format)
    {
        RealProgram.Need("python3");
        await using var client = RealProgram.Start("python3", "-c", Paced, $"{server.Address("raw-pairs").Port}");
        var trace = await console.EndedAsync(await IdAsync(session => session.Endpoint == "raw-pairs"));
        Assert.Equal([256, 7, 5], trace.Chunks.Where(chunk => chunk.Direction == Direction.In).Select(chunk => chunk.Bytes.Length));
        await using var second = await LiveServer.StartAsync(FamilyOnTheWireTests.Family);
        await using var watch = await second.WatchAsync();
        using var programs = new TempFolder();
        var port = $"{second.Address("raw-pairs").Port}";

        await using var program = await ReproduceAsync(trace, format, programs, format == "py" ? ["--port", port] : ["127.0.0.1", port]);

        Assert.True(await program.ExitAsync() == 0, $"{program.Output}\n{program.Errors}");
        var again = await watch.EndedAsync((await watch.SessionAsync(session => session.Endpoint == "raw-pairs", "the reproduction")).Id);
        Assert.Equal(trace.Texts(Direction.In), again.Texts(Direction.In));
        Assert.Equal(trace.Stream(Direction.In), again.Stream(Direction.In));
    }

    [Fact]
    public async Task Json_IsAnObjectForEachChunk_OrEachMessage()
    {
        using var ann = await server.TextAsync();
        await ann.SendAsync("/nick Ann\n");
        await ann.ReadUntilAsync(line => line.EndsWith(" is Ann now", StringComparison.Ordinal));
        await ann.SendAsync([0xE4, (byte)'\n']);
        var id = await IdAsync(session => session.Name == "Ann");
        var trace = await console.TraceAsync(id, known => known.Framed(Direction.In).Count == 2, "both lines");

        var chunks = await LinesAsync($"/export/session/{id}.jsonl");
        var messages = await LinesAsync($"/export/traffic.jsonl?s={id}&dir=in");

        Assert.Equal(trace.Chunks.Select(chunk => chunk.Seq), chunks.Select(line => line["seq"]!.GetValue<long>()));
        Assert.All(chunks, line => Assert.Equal("Ann", line["name"]!.GetValue<string>()));
        Assert.Equal(["/nick Ann", "5A=="], messages.Select(line => (line["text"] ?? line["bytes"])!.GetValue<string>()));
        Assert.Equal(["control", "message"], messages.Select(line => line["kind"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Filter_TakesOnlyWhatThePageShows()
    {
        using var ann = await server.TextAsync();
        await ann.SendAsync("apples\n");
        var id = await IdAsync(session => session.Endpoint == "text");
        await console.TraceAsync(id, known => known.Texts(Direction.In).Count == 1, "the first line");
        await ann.SendAsync("pears\n");
        await console.TraceAsync(id, known => known.Framed(Direction.In).Count == 2, "both lines");

        var lines = await LinesAsync($"/export/traffic.jsonl?s={id}&dir=in&q=pears");
        using var tshark = Tshark.Open(await DownloadAsync($"/export/traffic.pcapng?s={id}&dir=in&q=pears"));

        Assert.Equal("pears", Assert.Single(lines)["text"]!.GetValue<string>());
        Assert.Equal("pears\n"u8.ToArray(), (await tshark.FollowAsync(0)).In);
    }

    [Fact]
    public async Task Events_AreSentences()
    {
        using (await server.TextAsync())
        {
            await IdAsync(session => session.Endpoint == "text");
        }

        var id = await IdAsync(session => session is { Endpoint: "text", State: SessionState.Closed });
        var events = await LinesAsync($"/export/traffic.jsonl?s={id}&kind=event");

        Assert.Equal(("opened", "closed"), (events[0]["event"]!.GetValue<string>(), events[^1]["event"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("/export/session/4711.pcapng", "Session 4711 is not known: it ended long ago, or the relay was started anew since.\n")]
    [InlineData("/export/session/1.pdf", "A session is exported as pcapng, py, sh or jsonl.\n")]
    [InlineData("/export/traffic.py", "Traffic is exported as pcapng or jsonl.\n")]
    public async Task Unknown_IsSaidInWords(string path, string words)
    {
        using var answer = await Http.GetAsync(new Uri(server.Console, path), Token);

        Assert.Equal((HttpStatusCode.NotFound, words), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Token)));
    }

    [Fact]
    public async Task Export_IsSavedUnderANameOfOurs_AndNeverSniffed()
    {
        using var ann = await server.TextAsync();
        var id = await IdAsync(session => session.Endpoint == "text");

        using var answer = await Http.GetAsync(new Uri(server.Console, $"/export/session/{id}.sh"), Token);

        Assert.Matches($"^session-{id}-[0-9]{{8}}-[0-9]{{6}}\\.sh$", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition.DispositionType);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
    }

    /// <summary>Tom and Jerry of the tutorial talk and say goodbye.</summary>
    private async Task<(SessionTrace Tom, SessionTrace Jerry)> TalkAsync()
    {
        RealProgram.Need("python3");
        await using var tom = Tutorial("tom.py");
        await console.SessionAsync(session => session.Name == "tom", "tom");
        await using var jerry = Tutorial("jerry.py");
        await console.SessionAsync(session => session.Name == "jerry", "jerry");
        await tom.SayAsync("are you there?");
        await jerry.UntilItPrintsAsync("[TOM] are you there?");
        await jerry.SayAsync("yes, ä 🙂");
        await tom.UntilItPrintsAsync("[JERRY] yes");
        await tom.SayAsync("");
        await jerry.UntilItPrintsAsync("[TOM] !DISCONNECT");
        await jerry.SayAsync("");
        Assert.Equal((0, 0), (await tom.ExitAsync(), await jerry.ExitAsync()));
        return (await console.EndedAsync(await IdAsync(session => session.Name == "tom")), await console.EndedAsync(await IdAsync(session => session.Name == "jerry")));
    }

    private async Task<RealProgram> ReproduceAsync(SessionTrace trace, string format, TempFolder folder, params string[] where)
    {
        var path = folder.File($"{trace.Session.Id}.{format}");
        await File.WriteAllBytesAsync(path, await DownloadAsync($"/export/session/{trace.Session.Id}.{format}"), Token);
        return RealProgram.Start(format == "py" ? "python3" : "bash", [path, .. where]);
    }

    private RealProgram Tutorial(string program) => RealProgram.Start(
        "python3", [new("PYTHONUNBUFFERED", "1"), new("PYTHONIOENCODING", "utf-8")],
        Path.Combine(ServerProcess.Root, "tests/Shared/tutorial", program), $"{server.Tutorial.Port}", "127.0.0.1");

    // Bytes of both directions, and every chunk a segment at its microsecond.
    private static async Task AssertSameAsync(SessionTrace trace, Tshark tshark, int stream)
    {
        var (came, went) = await tshark.FollowAsync(stream);
        Assert.Equal(trace.Stream(Direction.In), came);
        Assert.Equal(trace.Stream(Direction.Out), went);
        Assert.Equal(trace.Chunks.Select(chunk => (chunk.At, chunk.Direction, chunk.Bytes.Length)), await tshark.SegmentsAsync(stream));
    }

    private async Task<long> IdAsync(Func<SessionInfo, bool> wanted) => (await console.SessionAsync(wanted, "the session")).Id;

    private Task<byte[]> DownloadAsync(string path) => Http.GetByteArrayAsync(new Uri(server.Console, path), Token);

    private async Task<List<JsonObject>> LinesAsync(string path) =>
    [
        .. (await Http.GetStringAsync(new Uri(server.Console, path), Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!.AsObject()),
    ];
}
