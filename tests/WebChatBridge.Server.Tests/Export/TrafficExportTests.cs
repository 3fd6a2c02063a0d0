using System.IO.Pipelines;
using System.Text;
using System.Text.Json.Nodes;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>What a selection of traffic takes along, over captures by hand.</summary>
public sealed class TrafficExportTests
{
    private static readonly Selection Everything = new(new TrafficRequest(Lens.Messages), null, null);

    // In: one message in two reads, then two in one, then bytes that are none yet. Out: an answer.
    private static Recording Tom => new Sample(1)
        .In(1, "he").In(2, "llo\n").In(3, "a\nb\n").Out(4, "ok\n").In(5, "pend")
        .Frame(Mark(Direction.In, 0, 6)).Frame(Mark(Direction.In, 6, 8)).Frame(Mark(Direction.In, 8, 10)).Frame(Mark(Direction.Out, 0, 3)).Recording();

    [Fact]
    public async Task Session_IsReadPageByPage_UpToTheMomentOfAsking()
    {
        var capture = new KeptCapture(Tom) { Now = Sample.NoonMicros + 3 };

        var found = await capture.Recordings.FindAsync(1, default);

        Assert.Equal(["he", "llo\n", "a\nb\n"], found!.Chunks.Select(chunk => Encoding.UTF8.GetString(chunk.Bytes)));
        Assert.Equal(3, found.Frames.Count(frame => frame.Direction == Direction.In));
        Assert.Null(await capture.Recordings.FindAsync(2, default));
    }

    [Fact]
    public async Task Whole_TakesBytesThatAreNoMessageYet()
    {
        var taken = Assert.Single(await new KeptCapture(Tom).Export.RecordAsync(Everything, default));

        Assert.Equal(Tom.Chunks.Select(chunk => chunk.Seq), taken.Chunks.Select(chunk => chunk.Seq));
    }

    [Fact]
    public async Task Filtered_TakesTheChunksInWhichMessagesLie()
    {
        var selection = new Selection(new TrafficRequest(Lens.Messages, Direction: Direction.In), null, null);

        var taken = Assert.Single(await new KeptCapture(Tom).Export.RecordAsync(selection, default));

        Assert.Equal(["he", "llo\n", "a\nb\n"], taken.Chunks.Select(chunk => Encoding.UTF8.GetString(chunk.Bytes)));
    }

    [Theory]
    [InlineData(null, null, "hello a b ok")]
    [InlineData(1_001L, null, "a b ok")]
    [InlineData(null, 1_002L, "hello a b")]
    public async Task Json_OfMessages_IsTheirBodiesUnderTheNamesOfThen(long? since, long? until, string bodies)
    {
        var lines = await JsonAsync(new KeptCapture(Tom), Everything with { Since = since, Until = until });

        Assert.Equal(bodies, string.Join(' ', lines.Select(line => line["text"]!.GetValue<string>())));
        Assert.All(lines, line => Assert.Equal("then", line["name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Json_OfChunks_IsEveryChunkInOrder()
    {
        var jerry = new Sample(2).In(9, "x").Recording();

        var lines = await JsonAsync(new KeptCapture(new Recording(Tom.Session, [.. Tom.Chunks.Select(chunk => chunk with { Seq = chunk.Seq + 1 })], [], null), jerry), new Selection(new TrafficRequest(Lens.Chunks), null, null));

        Assert.Equal(["x", "he", "llo\n", "a\nb\n", "ok\n", "pend"], lines.Select(line => line["text"]!.GetValue<string>()));
        Assert.Equal([2, 1, 1, 1, 1, 1], lines.Select(line => line["session"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Json_OfASession_IsItsFramesWhenAskedForMessages()
    {
        var file = new MemoryStream();
        var output = PipeWriter.Create(file);

        await TrafficExport.WriteJsonAsync(output, Tom, Lens.Messages, default);

        Assert.Equal(["hello", "a", "b", "ok"], Lines(file).Select(line => line["text"]!.GetValue<string>()));
        Assert.Equal([1_001, 1_002, 1_002, 1_003], Lines(file).Select(line => line["seq"]!.GetValue<int>()));
    }

    private static FrameMark Mark(Direction direction, long start, long end) => new(direction, start, end, FrameKind.Message, Tail: 1);

    private static async Task<List<JsonObject>> JsonAsync(KeptCapture capture, Selection selection)
    {
        var file = new MemoryStream();
        await capture.Export.WriteJsonAsync(PipeWriter.Create(file), selection, default);
        return Lines(file);
    }

    private static List<JsonObject> Lines(MemoryStream file) =>
        [.. Encoding.UTF8.GetString(file.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];
}
