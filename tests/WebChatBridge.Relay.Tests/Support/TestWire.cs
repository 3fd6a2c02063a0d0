using System.Net;

namespace WebChatBridge.Relay.Tests;

/// <summary>A socket in memory. A client that is told FIN answers with its own, unless it is rude.</summary>
internal sealed class TestWire(bool rude) : IWire
{
    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TestInput In { get; } = new();

    public TestOutput Out { get; } = new();

    public string? Remote { get; init; } = "test:1";

    public IPAddress? Address { get; init; } = IPAddress.Loopback;

    public Stream Output => Out;

    public bool Aborted { get; private set; }

    public bool Disposed { get; private set; }

    /// <summary>Done when the relay has sent FIN.</summary>
    public Task Finished => finished.Task;

    public ValueTask<int> ReceiveAsync(Memory<byte> into, CancellationToken cancellationToken) => In.ReceiveAsync(into, cancellationToken);

    public void FinishWriting()
    {
        finished.TrySetResult();
        if (!rude)
        {
            In.Fin();
        }
    }

    public void Abort()
    {
        Aborted = true;
        In.Abort();
        Out.Break(new IOException("aborted"));
    }

    public ValueTask DisposeAsync()
    {
        Disposed = true;
        In.Abort();
        Out.Break(new ObjectDisposedException(nameof(TestWire)));
        return ValueTask.CompletedTask;
    }
}
