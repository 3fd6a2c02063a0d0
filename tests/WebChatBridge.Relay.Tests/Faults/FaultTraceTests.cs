using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Faults;

/// <summary>What was done on purpose stands in what was captured.</summary>
public sealed class FaultTraceTests
{
    [Fact]
    public async Task SlicedPieces_AreChunksOfTheirOwn_EachWithItsNote()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();
        var jerry = await relay.HeaderAsync();
        Assert.Null(await relay.Faults.MisbehaveAsync("alice", jerry.Session.Id, new(MisbehaviourKind.Slice, Bytes: 40, Times: 1)).Soon());

        await tom.SendAsync("hello");
        Assert.Equal("hello", await jerry.NextAsync());
        await tom.SendAsync("whole");
        Assert.Equal("whole", await jerry.NextAsync());

        var written = (await TraceAsync(relay, jerry)).Chunks.Where(static chunk => chunk.Direction == Direction.Out);
        Assert.Equal([(40, "sliced to 40 B"), (29, "sliced to 40 B"), (69, null)], written.Select(static chunk => (chunk.Bytes.Length, chunk.Note)));
    }

    [Fact]
    public async Task BytesByHand_AreOneChunkAndOneRawFrame()
    {
        await using var relay = await TestRelay.StartAsync();
        var jerry = await relay.HeaderAsync();
        byte[] bytes = [0x00, 0xFF, 0x0A];

        Assert.Null(await relay.Faults.SendBytesAsync("alice", jerry.Session.Id, bytes).Soon());
        await relay.SyncAsync(jerry);

        var trace = await TraceAsync(relay, jerry);
        var chunk = Assert.Single(trace.Chunks);
        Assert.Equal(("by alice", 0L, 3L), (chunk.Note, chunk.Offset, chunk.End));
        Assert.Equal(bytes, chunk.Bytes);
        Assert.Equal(new FrameMark(Direction.Out, 0, 3, FrameKind.Raw), Assert.Single(trace.Frames));
    }

    [Fact]
    public async Task Speak_WhatIsKept_IsLookedAtInTheNewDialect()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.ConnectAsync(relay.EndpointOf("nul", "nul", "lobby"));
        await tom.SendBytesAsync("one\0two\nthr\0ee"u8.ToArray());
        Assert.Equal([(0L, 4L), (4L, 12L)], await PlacesAsync(relay, tom));

        Assert.Null(await relay.Faults.SpeakAsync("alice", tom.Session.Id, "line").Soon());
        Assert.Equal([(0L, 8L)], await PlacesAsync(relay, tom));

        await tom.SendBytesAsync("\n"u8.ToArray());
        Assert.Equal([(0L, 8L), (12L, 15L)], await PlacesAsync(relay, tom));
    }

    private static async Task<SessionTrace> TraceAsync(TestRelay relay, TestClient client) =>
        (await new Traces(relay.Relay).TraceAsync(new TraceQuery(client.Session.Id)).Soon())!;

    private static async Task<IEnumerable<(long, long)>> PlacesAsync(TestRelay relay, TestClient client) =>
        (await TraceAsync(relay, client)).Frames.Where(static frame => frame.Direction == Direction.In).Select(static frame => (frame.Start, frame.End));
}
