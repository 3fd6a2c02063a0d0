using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class WireAddressTests
{
    private static readonly SessionTrace Trace = new()
    {
        Session = Samples.Session(Samples.Tom),
        Now = 0,
        Chunks =
        [
            new Chunk(7, 3, Direction.In, 0, 100, "hello\n"u8.ToArray()),
            new Chunk(8, 3, Direction.Out, 0, 100, "to tom\n"u8.ToArray()),
            new Chunk(9, 3, Direction.In, 0, 106, "again\n"u8.ToArray()),
        ],
    };

    [Fact]
    public void Message_FromASocket_HasAnAddress()
    {
        Assert.Equal("/traffic?s=3&room=lobby&seq=42", WireAddress.Of(Samples.Message(42)));
        Assert.Null(WireAddress.Of(Samples.Message(42, from: Samples.Alice)));
    }

    [Theory]
    [InlineData(Direction.In, 100, 102, "/traffic?s=3&kind=chunk&at=7&b=0-1&view=hex")]
    [InlineData(Direction.In, 105, 109, "/traffic?s=3&kind=chunk&at=7&b=5&view=hex")]
    [InlineData(Direction.In, 106, 112, "/traffic?s=3&kind=chunk&at=9&b=0-5&view=hex")]
    [InlineData(Direction.Out, 101, 102, "/traffic?s=3&kind=chunk&at=8&b=1&view=hex")]
    [InlineData(Direction.In, 112, 112, "/traffic?s=3&kind=chunk&at=9&b=0-5&view=hex")]
    [InlineData(Direction.In, 100, 100, "/traffic?s=3&kind=chunk&at=7&b=0&view=hex")]
    [InlineData(Direction.In, 99, 100, null)]
    [InlineData(Direction.In, 113, 114, null)]
    public void Bytes_OfATrace_AreFoundInTheChunkTheyBeginIn(Direction direction, long start, long end, string? address) =>
        Assert.Equal(address, WireAddress.Of(Trace, direction, start, end));
}
