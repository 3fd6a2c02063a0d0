using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Sessions;

public sealed class StopTests
{
    [Fact]
    public async Task Stop_AfterTheClientClosedItsSide_EndsTheSession()
    {
        await using var relay = await TestRelay.StartAsync();
        var client = await relay.LineAsync("tom");
        client.Wire.In.Fin();
        await relay.UntilAsync(() => client.Session.State == SessionState.HalfClosed);

        client.Connection.Stop(new CloseReason(CloseCode.ServerStopping, "the relay is stopping"));

        await relay.UntilAsync(() => client.Session.State == SessionState.Closed);
        Assert.Equal(CloseCode.ServerStopping, client.Closed!.Code);
    }
}
