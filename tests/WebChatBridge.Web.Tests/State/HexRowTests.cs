using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class HexRowTests
{
    [Fact]
    public void Of_SeventeenBytes_MakesTwoRowsAtTheirOffsets()
    {
        byte[] bytes = [.. "GET / HTTP/1.1\r\n"u8, 0xff];

        var rows = HexRow.Of(bytes, offset: 64);

        Assert.Equal(
            [new HexRow(64, "47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a", "GET / HTTP/1.1··"), new HexRow(80, "ff", "·")],
            rows);
    }

    [Fact]
    public void Of_Nothing_HasNoRows() => Assert.Empty(HexRow.Of([]));
}
