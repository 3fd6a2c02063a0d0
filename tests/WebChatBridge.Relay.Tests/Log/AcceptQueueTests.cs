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
