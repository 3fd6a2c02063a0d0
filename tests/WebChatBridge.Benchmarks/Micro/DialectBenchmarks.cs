using System.Buffers;
using System.Text;
using BenchmarkDotNet.Attributes;
using WebChatBridge.Protocol;

namespace WebChatBridge.Benchmarks;

/// <summary>What one message of 100 bytes costs to read and to spell, a buffer of a hundred at a time.</summary>
[MemoryDiagnoser]
public class DialectBenchmarks
{
    private const int Messages = 100;

    private static readonly string Words = new('x', 100);

    private readonly ArrayBufferWriter<byte> output = new();
    private IDialect dialect = null!;
    private IFrameReader reader = null!;
    private byte[] input = [];
    private ServerEvent.Message message = null!;

    [Params("line", "header64", "json", "nul")]
    public string Dialect { get; set; } = "line";

    [GlobalSetup]
    public void Setup()
    {
        dialect = Protocol.Dialects.Parse(Dialect, 65_536);
        reader = dialect.NewReader();
        var one = Dialect switch
        {
            "header64" => "100".PadRight(64) + Words,
            "json" => $$"""{"type":"post","id":"c-1","text":"{{Words}}"}""" + "\n",
            "nul" => Words + "\0",
            _ => Words + "\n",
        };
        input = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(one, Messages)));
        message = new ServerEvent.Message(new ChatMessage
        {
            Room = "lobby", Seq = 42, At = DateTimeOffset.UnixEpoch, From = new Protocol.Sender(7, "amber-otter", Origin.Tcp), Payload = Encoding.UTF8.GetBytes(Words),
        });
    }

    [Benchmark(OperationsPerInvoke = Messages)]
    public int Read()
    {
        ReadOnlySpan<byte> left = input;
        var frames = 0;
        while (reader.Read(ref left, out var frame) == FrameStatus.Frame)
        {
            _ = dialect.Interpret(frame);
            frames++;
        }

        return frames == Messages ? frames : throw new InvalidOperationException($"{frames} frames of {Messages}.");
    }

    [Benchmark(OperationsPerInvoke = Messages)]
    public int Write()
    {
        output.ResetWrittenCount();
        for (var i = 0; i < Messages; i++)
        {
            dialect.Write(message, output);
        }

        return output.WrittenCount;
    }
}
