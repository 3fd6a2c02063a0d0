using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Listening;

public sealed class StopTests
{
    [Fact]
    public async Task Stop_AHalfClosedSession_EndsAtOnce()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.LineAsync("Tom");
        tom.Wire.In.Fin();
        await relay.UntilAsync(() => tom.Session.HalfClosedAt is not null);

        tom.Connection.Stop(new CloseReason(CloseCode.ServerStopping, "the relay is stopping"));
        await tom.Served.Soon();

        Assert.Equal(CloseCode.ServerStopping, tom.Closed!.Code);
        Assert.Equal("* bye: the relay is stopping", tom.Rest()[^1]);
    }
}
