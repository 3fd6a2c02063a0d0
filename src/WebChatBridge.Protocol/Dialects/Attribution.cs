using System.Buffers;
using System.Text;

namespace WebChatBridge.Protocol;

/// <summary>Who said it, before what was said: <c>name: </c>, or <c>name (to you): </c> for a message to one session only.</summary>
internal static class Attribution
{
    public static void Write(ServerEvent.Message message, IBufferWriter<byte> output)
    {
        var name = message.Content.From.Name;
        var span = output.GetSpan(Encoding.UTF8.GetMaxByteCount(name.Length));
        output.Advance(Encoding.UTF8.GetBytes(name, span));
        output.Write(message.Direct ? " (to you): "u8 : ": "u8);
    }
}
