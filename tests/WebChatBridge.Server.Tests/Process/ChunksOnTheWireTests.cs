using System.Text;
using Microsoft.Extensions.DependencyInjection;
using WebChatBridge.Protocol;
using WebChatBridge.Relay;

namespace WebChatBridge.Server.Tests;

/// <summary>What a program sends in pieces is captured in those pieces.</summary>
public sealed class ChunksOnTheWireTests
{
    [Fact]
    public async Task Sends_OneAfterTheOther_AreChunksOfTheirOwn()
    {
        await using var server = await LiveServer.StartAsync();
        var traces = server.Services.GetRequiredService<Traces>();
        using var client = await server.TutorialAsync();
        var sent = new List<string>();
        foreach (var piece in new[] { "5", " ".PadRight(63), "he", "llo" + "3".PadRight(64), "abc" })
        {
            await client.SendAsync(piece);
            sent.Add(piece);

            // The next is sent only when this one was received: the kernel may join what waits in it.
            await Soon.GetAsync(async () => await InAsync(traces) is { } chunks && chunks.Count == sent.Count ? "came" : null, $"chunk {sent.Count}");
        }

        var all = await InAsync(traces);

        Assert.Equal(sent, all.Select(static chunk => Encoding.ASCII.GetString(chunk.Bytes)));
        Assert.Equal([0, 1, 64, 66, 133], all.Select(static chunk => chunk.Offset));
        Assert.Equal(all.OrderBy(static chunk => chunk.At), all);
    }

    [Fact]
    public async Task Capture_SwitchedOff_KeepsNothing()
    {
        await using var server = await LiveServer.StartAsync("--Relay:Capture:TotalBytes=0");
        using var client = await server.TextAsync();

        var trace = await server.Services.GetRequiredService<Traces>().TraceAsync(new TraceQuery(1));

        Assert.NotNull(trace);
        Assert.Empty(trace.Chunks);
    }

    private static async Task<List<Chunk>> InAsync(Traces traces) =>
        [.. (await traces.TraceAsync(new TraceQuery(1)))?.Chunks.Where(static chunk => chunk.Direction == Direction.In) ?? []];
}
