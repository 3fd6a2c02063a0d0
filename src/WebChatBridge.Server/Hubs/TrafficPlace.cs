namespace WebChatBridge.Server;

/// <summary>The right to one stream of traffic, until it is disposed.</summary>
internal sealed class TrafficPlace(Action leave) : IDisposable
{
    private Action? leave = leave;

    public void Dispose() => Interlocked.Exchange(ref leave, null)?.Invoke();
}
