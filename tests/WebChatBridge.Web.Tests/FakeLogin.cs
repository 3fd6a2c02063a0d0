namespace WebChatBridge.Web.Tests;

/// <summary>A login that a test ends when it wants to.</summary>
public sealed class FakeLogin : ILogin, IDisposable
{
    private readonly CancellationTokenSource _end = new();

    public bool CanSignOut { get; set; } = true;

    public CancellationToken Ended => _end.Token;

    public Task EndAsync() => _end.CancelAsync();

    public void Dispose() => _end.Dispose();
}
