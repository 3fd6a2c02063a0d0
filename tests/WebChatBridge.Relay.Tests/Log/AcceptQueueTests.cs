using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Log;

public sealed class AcceptQueueTests
{
    [Fact]
    public async Task Full_ReadersWait_SignalsDoNot_UntilItIsTaken()
    {
        var queue = new AcceptQueue(maxBytes: 1_000);
        await queue.EnqueueAsync([Post(1_000)]);

        var waiting = queue.EnqueueAsync([Post(1)]).AsTask();
        Assert.True(queue.Signal(null, new Signals.Arrived()));
        Assert.False(waiting.IsCompleted);
        var taken = await queue.TakeAsync([]);

        Assert.Equal(2, taken!.Count);
        await waiting.Soon();
        Assert.Single((await queue.TakeAsync([]))!);
    }

    /// <summary>Relay:Limits:AcceptQueueBytes: nobody is refused, reading waits.</summary>
    [Theory]
    [InlineData(999, false)]
    [InlineData(1_000, true)]
    [InlineData(1_001, true)]
    public async Task SoManyBytes_TheNextReadWaits(int bytes, bool waits)
    {
        const int bookkeeping = 128;
        var queue = new AcceptQueue(maxBytes: 1_000);
        await queue.EnqueueAsync([Post(bytes - bookkeeping)]);

        var next = queue.EnqueueAsync([Post(1)]).AsTask();

        Assert.Equal(!waits, next.IsCompleted);
        Assert.Equal(waits ? 1 : 2, (await queue.TakeAsync([]))!.Count);
        await next.Soon();
    }

    [Fact]
    public async Task Completed_GivesWhatIsLeft_ThenEnds_ThenRefuses()
    {
        var queue = new AcceptQueue(maxBytes: 1_000);
        queue.Signal(null, new Signals.Arrived());
        queue.Complete();

        Assert.Single((await queue.TakeAsync([]))!);
        Assert.Null(await queue.TakeAsync([]));
        Assert.False(queue.Signal(null, new Signals.Arrived()));
    }

    [Fact]
    public async Task Take_WaitsForWork()
    {
        var queue = new AcceptQueue(maxBytes: 1_000);
        var taking = queue.TakeAsync([]).AsTask();
        Assert.False(taking.IsCompleted);

        queue.Signal(null, new Signals.Arrived());

        Assert.Single((await taking.Soon())!);
    }

    private static Command Post(int bytes) => new(null, new ClientRequest.Post(null, new byte[bytes]));
}
