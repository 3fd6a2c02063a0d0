namespace WebChatBridge.Relay;

/// <summary>What is written to a polled socket.</summary>
internal sealed class PolledOutput(PolledWire wire) : WriteOnlyStream
{
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => wire.SendAsync(buffer);
}
