using WebChatBridge.Relay;
using static WebChatBridge.Server.Tests.Drafts;

namespace WebChatBridge.Server.Tests;

public sealed class MemoryLogTests : MessageLogContract
{
    private protected override IMessageLog Create() => new MemoryLog();

    [Theory]
    [InlineData(MemoryLog.MaxMessages - 1, 1)]
    [InlineData(MemoryLog.MaxMessages, 1)]
    [InlineData(MemoryLog.MaxMessages + 1, 2)]
    public async Task Append_UpToTheMostMessages_KeepsAll(int messages, long first)
    {
        await Log.Append(Many("a", messages));

        Assert.Equal(first, await Log.FirstSeqAsync("a", Token));
    }

    [Fact]
    public async Task Append_OverTheMostMessages_DropsTheOldestOfAllRooms()
    {
        await Log.Append(Many("a", 10));
        await Log.Append(Many("b", MemoryLog.MaxMessages - 5));

        Assert.Equal(6, await Log.FirstSeqAsync("a", Token));
        Assert.Equal(1, await Log.FirstSeqAsync("b", Token));
        Assert.Equal([6L, 7], await Log.ReadForwardAsync("a", 0, 2, Token).Seqs());
    }

    [Fact]
    public async Task Append_OverTheMostBytes_DropsTheOldest()
    {
        var mebibyte = new byte[1024 * 1024];
        for (var i = 0; i < 300; i++)
        {
            await Log.Append(Said("a", mebibyte));
        }

        // 256 MiB, and 256 bytes for each of them besides: 255 fit.
        Assert.Equal(46, await Log.FirstSeqAsync("a", Token));
    }

    [Fact]
    public async Task Open_AfterAppends_KnowsRoomsAndNumbers()
    {
        await Log.Append(Said("a", "1", session: 7), Said("a", "2", session: 3));

        var snapshot = await Log.OpenAsync(Token);

        Assert.Equal(7, snapshot.LastSession);
        Assert.Equal(2, snapshot.Rooms["a"]);
        Assert.Equal("2", Assert.Single(snapshot.LastMessages).Text);
    }
}
