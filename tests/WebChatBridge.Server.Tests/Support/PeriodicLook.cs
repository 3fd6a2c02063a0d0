namespace WebChatBridge.Server.Tests;

/// <summary>Waits out a time that the server itself counts on the real clock: until it looks at its files again.</summary>
internal sealed class PeriodicLook(TimeSpan time) : IAsyncDisposable
{
    private readonly PeriodicTimer timer = new(time);

    public async Task OverAsync() => await timer.WaitForNextTickAsync();

    public ValueTask DisposeAsync()
    {
        timer.Dispose();
        return ValueTask.CompletedTask;
    }
}
