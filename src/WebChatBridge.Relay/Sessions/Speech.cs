using System.Buffers;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Spells single events into a buffer of the calling thread.</summary>
internal static class Speech
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    /// <summary>The bytes of one event; valid until the thread's next call.</summary>
    public static ReadOnlySpan<byte> Spell(IDialect dialect, ServerEvent what)
    {
        buffer ??= new ArrayBufferWriter<byte>(1_024);
        buffer.ResetWrittenCount();
        dialect.Write(what, buffer);
        var written = buffer.WrittenSpan;
        if (buffer.Capacity > 1_048_576)
        {
            buffer = null; // a long history page must not stay with every thread
        }

        return written;
    }
}
