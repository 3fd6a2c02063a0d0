namespace WebChatBridge.Client;

/// <summary>How long to wait before the next try: 0.25 s, doubling up to 5 s, spread by a fifth so that many consoles do not return at one moment.</summary>
internal sealed class RetryPace
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private TimeSpan _next = First;

    public TimeSpan Next()
    {
        var spread = 0.8 + (Random.Shared.NextDouble() * 0.4);
        var wait = _next * spread;
        _next = _next * 2 < Longest ? _next * 2 : Longest;
        return wait;
    }

    public void Reset() => _next = First;
}
