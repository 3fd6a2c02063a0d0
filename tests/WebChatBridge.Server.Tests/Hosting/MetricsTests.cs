namespace WebChatBridge.Server.Tests;

public sealed class MetricsTests
{
    [Fact]
    public async Task Metrics_AfterTheStart_AreThere()
    {
        await using var server = await RunningServer.StartAsync();

        var text = await server.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));

        Assert.Contains("wcb_messages_accepted_total{", text, StringComparison.Ordinal);
        Assert.Contains("endpoint=\"tutorial\"} 0", text, StringComparison.Ordinal);
        Assert.Contains("wcb_log_ok{", text, StringComparison.Ordinal);
    }
}
