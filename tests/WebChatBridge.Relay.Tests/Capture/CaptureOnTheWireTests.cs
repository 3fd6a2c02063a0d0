using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests;

/// <summary>A whole relay: what its sessions' rings have of a conversation.</summary>
public sealed class CaptureOnTheWireTests
{
    [Fact]
    public async Task Pair_EveryByteIsInAChunk_AndEveryMessageHasItsNumber()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();
        var jerry = await relay.HeaderAsync();
        var frame = Encoding.ASCII.GetBytes("2".PadRight(64) + "hi");

        await tom.SendBytesAsync(frame[..10]);
        await tom.SendBytesAsync(frame[10..65]);
        await tom.SendBytesAsync([.. frame[65..], .. frame]);
        await jerry.NextAsync();
        await jerry.NextAsync();
        await relay.SyncAsync(jerry);

        var sent = tom.Session.Ring!.Read(0);
        Assert.Equal([(0L, 10), (10, 55), (65, 67)], sent.Chunks.Select(static chunk => (chunk.Offset, chunk.Bytes.Length)));
        Assert.Equal(
            [
                new FrameMark(Direction.In, 0, 66, FrameKind.Message, 64, 0, "pair-1", 1),
                new FrameMark(Direction.In, 66, 132, FrameKind.Message, 64, 0, "pair-1", 2),
            ],
            sent.Frames.Select(static one => one.Mark));
        var got = jerry.Session.Ring!.Read(0);
        Assert.Equal([.. frame, .. frame], got.Chunks.SelectMany(static chunk => chunk.Bytes));
        Assert.All(got.Chunks, static chunk => Assert.Equal(Direction.Out, chunk.Direction));
        Assert.Equal(
            [(0L, 66L, 64, 1L), (66, 132, 64, 2)], got.Frames.Select(static one => (one.Mark.Start, one.Mark.End, one.Mark.Head, one.Mark.Seq!.Value)));
        Assert.True(got.Chunks[0].Seq > sent.Chunks[^1].Seq, "the answer has a greater number than the question");
    }

    [Fact]
    public async Task Lobby_KindsOfFrames_AreTold()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.LineAsync();
        await relay.LineAsync("jerry");

        await tom.SendAsync("/who");
        await tom.SendBytesAsync([0xFF, 0xFD, 0x01, (byte)'h', (byte)'i', (byte)'\r', (byte)'\n']);
        await tom.SendAsync("/quit");
        await tom.Served.Soon();

        var all = tom.Session.Ring!.Read(0);
        Assert.Equal(
            ["0-5 Control 0+1", "5-8 Negotiation 0+0", "8-12 Message 0+2 lobby#1", "12-18 Goodbye 0+1"],
            all.Frames.Where(static one => one.Mark.Direction == Direction.In).Select(Shown));
        Assert.Contains(all.Frames, static one => one.Mark is { Direction: Direction.Out, Kind: FrameKind.Negotiation });
        Assert.Equal(FrameKind.Goodbye, all.Frames[^1].Mark.Kind);
        Assert.Equal(tom.Written, Encoding.UTF8.GetString([.. all.Chunks.Where(static chunk => chunk.Direction == Direction.Out).SelectMany(static chunk => chunk.Bytes)]));
    }

    [Fact]
    public async Task Lobby_LargeSlices_AreSharedAndReadLikeAnyOther()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.LineAsync("tom");
        var jerry = await relay.LineAsync("jerry");

        await tom.SendBytesAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 100).Select(static i => $"number {i:000} of a hundred\n"))));
        await jerry.NextAsync(static line => line.Contains("number 099", StringComparison.Ordinal));
        await relay.SyncAsync(jerry);

        var got = jerry.Session.Ring!.Read(0);
        var messages = got.Frames.Where(static one => one.Mark.Kind == FrameKind.Message).ToList();
        Assert.Equal(Enumerable.Range(1, 100), messages.Select(static one => (int)one.Mark.Seq!.Value));
        Assert.Equal("tom: number 041 of a hundred\n", Encoding.ASCII.GetString(messages[41].Content));
        Assert.Equal(jerry.Written, Encoding.UTF8.GetString([.. got.Chunks.Where(static chunk => chunk.Direction == Direction.Out).SelectMany(static chunk => chunk.Bytes)]));
    }

    [Fact]
    public async Task Violation_IsTheFrameItBroke()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();

        tom.Send(Encoding.ASCII.GetBytes("1".PadRight(64) + "a" + "12x"));
        await tom.Served.Soon();

        Assert.Equal(
            ["0-65 Message 64+0 pair-1#1", "65-68 Violation 0+0"],
            tom.Session.Ring!.Read(0).Frames.Where(static one => one.Mark.Direction == Direction.In).Select(Shown));
    }

    [Fact]
    public async Task Trace_OfAClosedSession_IsStillThere()
    {
        await using var relay = await TestRelay.StartAsync();
        var traces = new Traces(relay.Relay);
        var tom = await relay.LineAsync();
        await tom.SendAsync("hello");
        await tom.SendAsync("/quit");
        await tom.Served.Soon();

        var newest = await traces.TraceAsync(new TraceQuery(tom.Session.Id));
        var message = await traces.TraceAsync(new TraceQuery(tom.Session.Id, Room: "lobby", Seq: 1));
        var one = await traces.TraceAsync(new TraceQuery(tom.Session.Id, Before: newest!.Chunks[^1].Seq, MaxBytes: 1));

        Assert.Equal(SessionState.Closed, newest.Session.State);
        Assert.Equal(FrameKind.Goodbye, newest.Frames[^1].Kind);
        Assert.Contains(message!.Chunks, static chunk => chunk.Direction == Direction.In && chunk.Bytes.AsSpan().SequenceEqual("hello\n"u8));
        Assert.Single(one!.Chunks);
        Assert.True(one.More);
        Assert.Null(await traces.TraceAsync(new TraceQuery(999)));
    }

    private static string Shown(CapturedFrame frame)
    {
        var mark = frame.Mark;
        return $"{mark.Start}-{mark.End} {mark.Kind} {mark.Head}+{mark.Tail}{(mark.Room is null ? "" : $" {mark.Room}#{mark.Seq}")}";
    }
}
