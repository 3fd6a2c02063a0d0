namespace WebChatBridge.Relay;

/// <summary>The writing end of one direction, as the outbox wants it.</summary>
internal sealed class OneWayStream(OneWay way) : WriteOnlyStream
{
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => way.WriteAsync(buffer, cancellationToken);
}
