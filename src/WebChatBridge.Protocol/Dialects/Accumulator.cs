using System.Buffers;
using System.Runtime.InteropServices;

namespace WebChatBridge.Protocol;

/// <summary>
/// Bytes that came and wait for the rest of their frame. It grows with what came, never with what was announced, and holds
/// no memory while it is empty: most sessions are idle most of the time.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct Accumulator
{
    private const int Smallest = 256;

    private byte[]? buffer;
    private int length;
    private int spent;

    public readonly int Length => length;

    public readonly ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, length);

    /// <summary>Those that were not handed out as a frame.</summary>
    public readonly ReadOnlySpan<byte> Pending => buffer.AsSpan(spent, length - spent);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        if (buffer is null || buffer.Length - length < bytes.Length)
        {
            Grow(length + bytes.Length);
        }

        bytes.CopyTo(buffer.AsSpan(length));
        length += bytes.Length;
    }

    public void Append(byte value) => Append(new ReadOnlySpan<byte>(in value));

    /// <summary>The first bytes, or all, were handed out as a frame: they stay as they are until <see cref="Forget"/>.</summary>
    public void Spend(int? count = null) => spent = count ?? length;

    /// <summary>Lets go of what was spent, as a reader does whenever it is called again; the other bytes move to the front.</summary>
    public void Forget()
    {
        if (spent == 0)
        {
            return;
        }

        if (spent == length)
        {
            Clear();
            return;
        }

        buffer.AsSpan(spent, length - spent).CopyTo(buffer);
        length -= spent;
        spent = 0;
    }

    public void Clear()
    {
        if (buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = null;
        }

        length = 0;
        spent = 0;
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Math.Max(Smallest, (int)Math.Min(length * 2L, Array.MaxLength))));
        Bytes.CopyTo(larger);
        if (buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        buffer = larger;
    }
}
