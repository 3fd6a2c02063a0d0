using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// What waits for a client that reads only after it has sent something, once (<see cref="EndpointOptions.ReplyRaw"/>). The core
/// loop hands out one reply for each of its posts, and nothing else. Bounded in bytes. Owner: the core loop.
/// </summary>
internal sealed class Replies(int maxReplyBytes, int maxBytes, SendBuffers buffers)
{
    private byte[] waiting = [];
    private byte[] reply = [];
    private int count;

    /// <summary>Bytes that wait.</summary>
    public int Waiting => Volatile.Read(ref count);

    /// <summary>Bytes of the buffer they wait in.</summary>
    public int Held => Volatile.Read(ref waiting).Length;

    /// <summary>Takes whole lines, each with its LF. False when they do not fit; then none was taken.</summary>
    public bool TryHold(ReadOnlySpan<byte> lines)
    {
        // One piece larger than the limit may wait alone, as in an outbox.
        if (count > 0 && count + lines.Length > maxBytes)
        {
            return false;
        }

        if (waiting.Length < count + lines.Length)
        {
            Grow(count + lines.Length);
        }

        lines.CopyTo(waiting.AsSpan(count));
        Count(lines.Length);
        return true;
    }

    /// <summary>The next reply, valid until the next call: as many lines as fit into one, without the last LF.</summary>
    /// <param name="what">What it is: messages, or only that his has come.</param>
    public ReadOnlySpan<byte> Next(out Label what)
    {
        what = new Label(count == 0 ? FrameKind.Control : FrameKind.Message);
        if (count == 0)
        {
            return "Msg received"u8;
        }

        var length = Cut(waiting.AsSpan(0, count));
        reply = waiting[..length];
        waiting.AsSpan(length, count - length).CopyTo(waiting);
        Count(-length);
        return reply.AsSpan().TrimEnd((byte)'\n');
    }

    /// <summary>Nobody will ask for it any more.</summary>
    public void Drop() => Count(-count);

    // What goes beyond the client's single recv would be taken for the next reply, and half a character does not decode.
    private int Cut(ReadOnlySpan<byte> lines)
    {
        if (lines.Length <= maxReplyBytes + 1)
        {
            return lines.Length;
        }

        var lineEnd = lines[..(maxReplyBytes + 1)].LastIndexOf((byte)'\n');
        if (lineEnd >= 0)
        {
            return lineEnd + 1;
        }

        var cut = maxReplyBytes;
        while ((lines[cut] & 0xC0) == 0x80)
        {
            cut--;
        }

        return cut;
    }

    private void Grow(int bytes)
    {
        var larger = buffers.Rent(bytes);
        waiting.AsSpan(0, count).CopyTo(larger);
        buffers.Return(waiting);
        waiting = larger;
        buffers.Look();
    }

    private void Count(int change)
    {
        Volatile.Write(ref count, count + change);
        if (count == 0)
        {
            buffers.Return(waiting);
            waiting = []; // an idle session costs none
        }
    }
}
