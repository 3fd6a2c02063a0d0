using System.Buffers;
using System.Text;

namespace WebChatBridge.Protocol;

/// <summary>
/// What a program reads that sends frames and gets its answers unframed. It decodes them as UTF-8 and prints them, so messages
/// are made as harmless as toward a terminal. docs/wire.md §2.4.
/// </summary>
internal static class RawReply
{
    public static void Write(ServerEvent what, IBufferWriter<byte> output)
    {
        switch (what)
        {
            case ServerEvent.Message message:
                if (message.Attributed)
                {
                    Attribution.Write(message, output);
                }

                TerminalText.Write(message.Content.Payload.Span, output, "\n"u8);
                output.Write("\n"u8);
                break;
            case ServerEvent.Error error:
                // In place of the reply that the refused request does not get.
                output.Write(Encoding.UTF8.GetBytes(error.Text));
                break;
            default:
                break;
        }
    }
}
