using System.Buffers;

namespace WebChatBridge.Relay.Tests.Dialects;

/// <summary>A buffer that is used over and over and counts how often it was advanced.</summary>
internal sealed class CountingBuffer : IBufferWriter<byte>
{
    private readonly byte[] bytes = new byte[256 * 1024];
    private int length;

    public int Advances { get; private set; }

    public void Reset() => length = 0;

    public void Advance(int count)
    {
        length += count;
        Advances++;
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => bytes.AsMemory(length);

    public Span<byte> GetSpan(int sizeHint = 0) => bytes.AsSpan(length);
}
