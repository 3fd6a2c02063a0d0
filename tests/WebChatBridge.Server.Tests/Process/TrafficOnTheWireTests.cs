using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>Traffic through the hub, by a SignalR client, of real sockets.</summary>
public sealed class TrafficOnTheWireTests : IAsyncLifetime
{
    private LiveServer server = null!;
    private TrafficStream stream = null!;

    public async ValueTask InitializeAsync()
    {
        server = await LiveServer.StartAsync();
        stream = await TrafficStream.ConnectAsync(server);
    }

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Chunks_AreWhatTheSocketCarried()
    {
        await using var batches = stream.Look(new TrafficRequest(Lens.Chunks, "dir:in"));
        Assert.True(await batches.MoveNextAsync());
        Assert.True(batches.Current.Snapshot);
        using var nc = await server.TextAsync();

        await nc.SendAsync("PING 1\nPI"u8.ToArray());
        var first = (await TrafficStream.UntilAsync(batches, _ => true))[0];
        await nc.SendAsync("NG 2\n"u8.ToArray());
        var second = (await TrafficStream.UntilAsync(batches, _ => true))[0];

        Assert.Equal((Direction.In, 0, 9, "lobby", null), (first.Direction, first.Offset, first.Length, first.Room, first.Kind));
        Assert.Equal("PING 1\nPI", Encoding.UTF8.GetString(first.Content));
        Assert.Equal((9L, "NG 2\n"), (second.Offset, Encoding.UTF8.GetString(second.Content)));
        Assert.True(second.Seq > first.Seq);
        Assert.Equal(first.Session, second.Session);
    }

    [Fact]
    public async Task Messages_HaveTheirPlaceInTheRoom_AtBothEnds()
    {
        using var tom = await server.TextAsync();
        using var jerry = await server.JsonAsync("Jerry");
        await using var batches = stream.Look(new TrafficRequest(Lens.Messages, "kind:message"));

        await tom.SendAsync("hello\n"u8.ToArray());
        var rows = await TrafficStream.UntilAsync(batches, row => row.Name == "Jerry");

        Assert.Equal([Direction.In, Direction.Out], rows.Select(row => row.Direction!.Value));
        Assert.All(rows, row => Assert.Equal(("lobby", 1L), (row.Room, row.MessageSeq)));
        Assert.Equal("hello\n", Encoding.UTF8.GetString(rows[0].Content));
    }

    [Fact]
    public async Task Events_TellTheLifeOfASession()
    {
        await using var batches = stream.Look(new TrafficRequest(Lens.Events));
        using (var bad = await RawClient.ConnectAsync(server.Tutorial))
        {
            await bad.SendAsync("not a header"u8.ToArray());
        }

        var rows = await TrafficStream.UntilAsync(batches, row => row.Event == "closed");

        var session = rows[^1].Session;
        Assert.Equal(["opened", "joined", "closed"], rows.Where(row => row.Session == session && row.Event != "halfClosed").Select(row => row.Event!));
        Assert.NotEmpty(rows[^1].Sentence!);
        Assert.Equal("not a header", Encoding.UTF8.GetString(rows[^1].Content));
    }

    [Fact]
    public async Task Filter_IsAppliedOnTheServer_AndCountOnlySendsNoRows()
    {
        using var tom = await server.TextAsync();
        await tom.SendAsync("one\n"u8.ToArray());
        await using var rows = stream.Look(new TrafficRequest(Lens.Chunks, "/^two$/ dir:in"));
        await using var counts = stream.Look(new TrafficRequest(Lens.Chunks, "dir:in", CountOnly: true));

        await CountAsync(1); // or both lines might come in one read
        await tom.SendAsync("two\n"u8.ToArray());
        var two = await TrafficStream.UntilAsync(rows, _ => true);
        await CountAsync(2);

        Assert.Equal("two\n", Encoding.UTF8.GetString(Assert.Single(two).Content));
        Assert.True(rows.Current.Seen > rows.Current.Matched);

        async Task CountAsync(long wanted)
        {
            while (counts.Current is not { } batch || batch.Matched < wanted)
            {
                Assert.True(await counts.MoveNextAsync());
                Assert.Empty(counts.Current.Rows);
            }
        }
    }

    [Fact]
    public async Task History_PagesThroughWhatIsKept_ClosedSessionsToo()
    {
        long session;
        using (var tom = await server.TextAsync())
        {
            await using var live = stream.Look(new TrafficRequest(Lens.Chunks, "dir:in"));
            for (var i = 1; i <= 5; i++)
            {
                await tom.SendAsync(Encoding.UTF8.GetBytes($"{i}\n"));
                await TrafficStream.UntilAsync(live, row => Encoding.UTF8.GetString(row.Content) == $"{i}\n");
            }

            session = (await stream.PageAsync(new TrafficQuery(new TrafficRequest(Lens.Chunks, "dir:in"), Limit: 1))).Rows[0].Session;
        }

        await using var events = stream.Look(new TrafficRequest(Lens.Events, "event:closed"));
        await TrafficStream.UntilAsync(events, _ => true);
        var request = new TrafficRequest(Lens.Chunks, "dir:in", [session]);
        var newest = await stream.PageAsync(new TrafficQuery(request, Limit: 2));
        var before = await stream.PageAsync(new TrafficQuery(request, Before: newest.Rows[0].Seq, Limit: 2));
        var after = await stream.PageAsync(new TrafficQuery(request, After: before.Rows[^1].Seq, Limit: 10));

        Assert.Equal(["4", "5"], Texts(newest));
        Assert.Equal((true, 5), (newest.More, newest.Matched));
        Assert.True(newest.Kept > 5);
        Assert.Equal(["2", "3"], Texts(before));
        Assert.Equal(["4", "5"], Texts(after));
        Assert.False(after.More);
    }

    [Fact]
    public async Task FifthStream_IsRefusedInWords()
    {
        for (var i = 0; i < 4; i++)
        {
            Assert.True(await stream.Look(new TrafficRequest(Lens.Events)).MoveNextAsync());
        }

        var fifth = stream.Look(new TrafficRequest(Lens.Events));

        Assert.True(await fifth.MoveNextAsync());
        Assert.Equal(ErrorCode.Limit, fifth.Current.Rejected!.Code);
        Assert.EndsWith("4 streams already; end one of them first.", fifth.Current.Rejected.Reason, StringComparison.Ordinal);
        Assert.False(await fifth.MoveNextAsync());
    }

    [Fact]
    public async Task StreamThatIsLeft_GivesItsPlaceBack()
    {
        await using var console = await server.WatchAsync();
        for (var i = 0; i < 8; i++)
        {
            await foreach (var batch in console.Connection.TrafficAsync(new TrafficRequest(Lens.Events), CancellationToken.None))
            {
                break;
            }
        }

        await Soon.GetAsync(async () => await OpensAsync(console) ? "open" : null, "a place for another stream");

        static async Task<bool> OpensAsync(WatchedConsole console)
        {
            await foreach (var batch in console.Connection.TrafficAsync(new TrafficRequest(Lens.Events), CancellationToken.None))
            {
                return batch.Rejected is null;
            }

            return false;
        }
    }

    [Fact]
    public async Task Pattern_ThatTakesTooLong_EndsTheStreamInWords()
    {
        using var tom = await server.JsonAsync("Tom");
        await tom.PostAsync(new string('a', 60_000));
        await using var batches = stream.Look(new TrafficRequest(Lens.Messages, "/(a?){999}(a?){999}(a?){999}b/"));

        while (await batches.MoveNextAsync() && batches.Current.Rejected is null)
        {
        }

        Assert.Equal(ErrorCode.BadRequest, batches.Current.Rejected?.Code);
    }

    [Fact]
    public async Task Trace_HasTheChunksTheFramesAndTheHints()
    {
        using var tom = await server.TextAsync();
        await tom.SendAsync("a\nb\nc\n"u8.ToArray());
        await using var batches = stream.Look(new TrafficRequest(Lens.Messages, "dir:in"));
        var row = (await TrafficStream.UntilAsync(batches, row => row.MessageSeq == 3))[^1];

        var trace = (await stream.TraceAsync(new TraceQuery(row.Session, Around: row.Seq)))!;

        var chunk = Assert.Single(trace.Chunks, chunk => chunk.Direction == Direction.In);
        Assert.Equal("a\nb\nc\n", Encoding.UTF8.GetString(chunk.Bytes));
        Assert.Equal([(0L, 2L, 1L), (2, 4, 2), (4, 6, 3)], trace.Frames.Where(frame => frame.Direction == Direction.In).Select(frame => (frame.Start, frame.End, frame.Seq!.Value)));
        Assert.Contains("H3", trace.Hints.Select(hint => hint.Code));
        Assert.Contains("H3", row.Hints);
        Assert.Null(await stream.TraceAsync(new TraceQuery(999_999)));
    }

    [Fact]
    public async Task Hints_OnMessagesOfTheFollowedRoom_ComeWithTheWatch()
    {
        await using var console = await server.WatchAsync();
        await console.Connection.FollowAsync(new FollowRequest("lobby", After: 0));
        using var tom = await server.TextAsync();

        await tom.SendAsync("a\nb\nc\n"u8.ToArray());

        var hints = await console.UntilAsync(() => console.Hints is { Count: >= 3 } found ? found : null, "the hints");
        Assert.Equal([1, 2, 3], hints.Where(hint => hint.Hint.Code == "H3").Select(hint => hint.Seq).Distinct().Order());
        Assert.All(hints, hint => Assert.Equal("lobby", hint.Room));
        Assert.Equal(hints.Count, hints.Distinct().Count());
    }

    private static string[] Texts(TrafficPage page) => [.. page.Rows.Select(row => Encoding.UTF8.GetString(row.Content).Trim())];
}
