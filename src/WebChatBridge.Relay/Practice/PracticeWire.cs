using System.Net;

namespace WebChatBridge.Relay;

/// <summary>
/// A connection in memory: what a partner inside the process has instead of a socket. The relay serves its side like any other;
/// ports, TLS and limits of addresses do not concern it.
/// </summary>
/// <param name="room">How many bytes may wait to be read by the partner, as in a socket's buffer, before writes to it wait.</param>
internal sealed class PracticeWire(int room) : IWire
{
    private readonly OneWay toRelay = new(room: 65_536);
    private readonly OneWay toPartner = new(room);
    private OneWayStream? output;

    public string? Remote => "practice partner";

    public IPAddress? Address => null;

    public Stream Output => output ??= new OneWayStream(toPartner);

    public ValueTask<int> ReceiveAsync(Memory<byte> into, CancellationToken cancellationToken) => toRelay.ReadAsync(into, cancellationToken);

    public void FinishWriting() => toPartner.End();

    public void Abort() => Break("the connection was aborted");

    public ValueTask DisposeAsync()
    {
        Break("the connection is closed");
        return ValueTask.CompletedTask;
    }

    /// <summary>The partner's side: what the relay wrote; 0 at its FIN.</summary>
    public ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken cancellationToken) => toPartner.ReadAsync(into, cancellationToken);

    /// <summary>The partner's side: one write to the relay.</summary>
    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => toRelay.WriteAsync(bytes, cancellationToken);

    /// <summary>The partner's side: FIN.</summary>
    public void Finish() => toRelay.End();

    /// <summary>The partner's side: RST.</summary>
    public void Reset() => Break("the partner vanished");

    private void Break(string why)
    {
        var error = new IOException(why);
        toRelay.Break(error);
        toPartner.Break(error);
    }
}
