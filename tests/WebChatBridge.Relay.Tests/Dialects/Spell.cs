using System.Buffers;
using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Dialects;

/// <summary>What a dialect writes for an event.</summary>
internal static class Spell
{
    public static byte[] Bytes(IDialect dialect, ServerEvent what)
    {
        var output = new ArrayBufferWriter<byte>();
        dialect.Write(what, output);
        return output.WrittenSpan.ToArray();
    }

    public static string Text(IDialect dialect, ServerEvent what) => Encoding.UTF8.GetString(Bytes(dialect, what));
}
