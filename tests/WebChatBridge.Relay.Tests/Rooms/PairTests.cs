namespace WebChatBridge.Relay.Tests.Rooms;

public sealed class PairTests
{
    [Fact]
    public void Overruns_ThenThePartnerComes_LaterWordsOfThatSeatAreRefusedToo()
    {
        var pair = new Pair(1, firstSession: 7, startsAfter: 0);

        Assert.False(pair.Overruns(7, bytes: 900, limit: 1_000));
        Assert.True(pair.Overruns(7, bytes: 200, limit: 1_000));
        pair.TakeSecondSeat(8);

        Assert.True(pair.Overruns(7, bytes: 1, limit: 1_000));
        Assert.False(pair.Overruns(8, bytes: 5_000, limit: 1_000));
    }
}
