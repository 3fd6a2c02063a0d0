using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>Reproductions of sessions put together by hand, really run.</summary>
public sealed class ReproductionTests
{
    private const string Listening = "127.0.0.1:4999";
    private static readonly byte[] EveryByte = [.. Enumerable.Range(0, 256).Select(value => (byte)value), .. Enumerable.Range(0, 256).Select(value => (byte)(255 - value))];

    [Theory]
    [InlineData("python3")]
    [InlineData("bash")]
    public async Task Run_SendsEveryByteChunkByChunk_AndSeesTheSameAnswer(string interpreter)
    {
        var sample = new Sample { Listening = Listening }
            .In(1_000, EveryByte).In(301_000, "-n 100%s 'quoted' \"too\" \\ $HOME `id`\n").In(601_000, "7").Out(602_000, EveryByte).Closed(900_000, CloseCode.PeerClosed);

        var replayed = await RunAsync(interpreter, sample);

        Assert.Equal(["", "The same 512 bytes came back.", 0], new object[] { replayed.Errors, replayed.Output.Split('\n')[^1], replayed.ExitCode });
        Assert.Equal(sample.Recording().Chunks.Where(chunk => chunk.Direction == Direction.In).Select(chunk => chunk.Bytes), replayed.Reads);
    }

    [Theory]
    [InlineData("python3", "they differ from byte 6 on")]
    [InlineData("bash", "differ")]
    public async Task Run_WithAnotherAnswer_SaysWhereItDiffers(string interpreter, string words)
    {
        var sample = new Sample { Listening = Listening }.In(1_000, "hi\n").Out(2_000, "hello tom\n").Closed(3_000, CloseCode.PeerClosed);

        var replayed = await RunAsync(interpreter, sample, "hello ann\n"u8.ToArray());

        Assert.Contains(words, replayed.Output, StringComparison.Ordinal);
        Assert.Equal(1, replayed.ExitCode);
    }

    [Theory]
    [InlineData("python3", "--fast")]
    [InlineData("python3", "--max-gap=0.01")]
    public async Task Run_Faster_TakesNoHour(string interpreter, string option)
    {
        var sample = new Sample { Listening = Listening }.In(1_000, "hi\n").Out(2_000, "hello\n").In(3_600_000_000, "bye\n").Closed(7_200_000_000, CloseCode.PeerClosed);

        var replayed = await RunAsync(interpreter, sample, arguments: [option]);

        Assert.Equal(0, replayed.ExitCode);
        Assert.Equal("hi\nbye\n", Encoding.UTF8.GetString([.. replayed.Reads.SelectMany(read => read)]));
    }

    [Fact]
    public void WhatCameThroughTls_IsSaidToBeRepeatedWithoutIt()
    {
        Assert.StartsWith("It came through TLS. This speaks without", Reproduction.Of(new Sample { Secured = "TLS 1.3" }.In(1, "hi\n").Recording()).Lacks);
        Assert.Empty(Reproduction.Of(new Sample().In(1, "hi\n").Recording()).Lacks);
    }

    [Fact]
    public async Task Python_OfASessionThatReset_Resets()
    {
        var sample = new Sample { Listening = Listening }.Out(500, "hi\n").In(1_000, "hi\n").Closed(500_000, CloseCode.PeerReset);

        var replayed = await RunAsync("python3", sample);

        Assert.Equal((true, 0), (replayed.Reset, replayed.ExitCode));
    }

    [Theory]
    [InlineData("python3")]
    [InlineData("bash")]
    public async Task Run_OfASessionThatTheRelayEnded_WaitsForItsEnd(string interpreter)
    {
        var sample = new Sample { Listening = Listening }.In(1_000, "/quit\n").Out(2_000, "* bye\n").Closed(3_000, CloseCode.Goodbye);

        var replayed = await RunAsync(interpreter, sample, leaves: true);

        Assert.Equal(0, replayed.ExitCode);
        Assert.Contains("The same 6 bytes came back.", replayed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithNobodyThere_SaysSo()
    {
        RealProgram.Need("python3");
        var program = PythonReproduction.Write(Reproduction.Of(new Sample { Listening = "127.0.0.1:1" }.In(1, "hi\n").Recording()));

        await using var running = RealProgram.Start("python3", "-c", program);

        Assert.Equal(2, await running.ExitAsync());
        Assert.StartsWith("No connection to 127.0.0.1 port 1: ", running.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsNotKept_IsSaid_AndNothingIsComparedWithIt()
    {
        var what = Reproduction.Of(new Sample().Lost(Direction.Out, 10).In(1, "hi\n").Out(2, "hello\n").Recording());

        Assert.Null(what.Came);
        Assert.Equal("Not all of it is kept: 0 bytes it sent and 10 bytes written to it are missing here.", what.Lacks);
        Assert.Contains("CAME = None", PythonReproduction.Write(what), StringComparison.Ordinal);
    }

    [Fact]
    public void HostileNames_StayInTheirComment()
    {
        var recording = new Sample().In(1, "hi\n").Recording();
        var what = Reproduction.Of(new Recording(recording.Session with { Name = "\"\"\"\nimport os # ä" }, recording.Chunks, [], null));

        Assert.StartsWith("session 17 (????import os ? ä) said to the endpoint text (line)", what.Title, StringComparison.Ordinal);
    }

    private static Task<Replayed> RunAsync(string interpreter, Sample sample, byte[]? answer = null, string[]? arguments = null, bool leaves = false)
    {
        var what = Reproduction.Of(sample.Recording());
        var written = sample.Recording().Chunks.TakeWhile(chunk => chunk.Direction == Direction.In).Sum(chunk => chunk.Bytes.Length);
        return Replayed.RunAsync(
            interpreter, interpreter == "bash" ? BashReproduction.Write(what) : PythonReproduction.Write(what), answer ?? what.Came!, written, arguments ?? [], leaves);
    }
}
