using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Dialects;

public sealed class ReaderAllocationTests
{
    [Theory]
    [InlineData("line", "hello there\nhow are you\r\n")]
    [InlineData("json", "{\"type\":\"ping\"}\n")]
    [InlineData("header:8", "5       hello0       ")]
    public void Reader_WholeAndSplitFrames_AllocateNothing(string name, string text)
    {
        var reader = WebChatBridge.Protocol.Dialects.Parse(name, 1000).NewReader();
        var stream = Encoding.ASCII.GetBytes(text);
        long allocated = 0;
        for (var round = 0; round < 200; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Drain(reader, stream);
            Drain(reader, stream.AsSpan(0, 7));
            Drain(reader, stream.AsSpan(7));
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    private static void Drain(IFrameReader reader, ReadOnlySpan<byte> input)
    {
        while (reader.Read(ref input, out _) == FrameStatus.Frame)
        {
        }

        Assert.Null(reader.Violation);
    }
}
