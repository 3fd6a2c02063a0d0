namespace WebChatBridge.Relay.Tests.Sessions;

public sealed class CreditTests
{
    private const int Limit = 131_072;
    private const int Framing = 128;

    [Theory]
    [InlineData(Limit - Framing, true)]
    [InlineData(Limit - Framing + 1, false)]
    public void WhenBelow_AtTheLimit_GoesOn(int payload, bool goesOn)
    {
        var credit = new Credit();

        credit.Take(payload);

        Assert.Equal(goesOn, credit.WhenBelowAsync().IsCompleted);
    }

    [Fact]
    public async Task Give_BelowTheLimit_WakesTheReader()
    {
        var credit = new Credit();
        credit.Take(Limit);
        credit.Take(10);
        var below = credit.WhenBelowAsync();

        credit.Give(10);
        Assert.False(below.IsCompleted);
        credit.Give(Limit);

        await below.Soon();
    }

    [Fact]
    public void EmptyMessages_CountToo()
    {
        var credit = new Credit();

        for (var i = 0; i <= Limit / Framing; i++)
        {
            credit.Take(0);
        }

        Assert.False(credit.WhenBelowAsync().IsCompleted);
    }

    [Fact]
    public async Task TakeAndGive_FromTwoThreads_NeverMissesAWakeUp()
    {
        var credit = new Credit();
        using var way = new System.Collections.Concurrent.BlockingCollection<int>();
        var giver = Task.Run(() =>
        {
            foreach (var payload in way.GetConsumingEnumerable())
            {
                credit.Give(payload);
            }
        });

        for (var i = 0; i < 20_000; i++)
        {
            credit.Take(60_000);
            way.Add(60_000);
            await credit.WhenBelowAsync().Soon();
        }

        way.CompleteAdding();
        await giver.Soon();
        Assert.True(credit.WhenBelowAsync().IsCompleted);
    }
}
