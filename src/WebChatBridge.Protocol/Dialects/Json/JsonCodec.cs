using System.Buffers;
using System.Text.Json;

namespace WebChatBridge.Protocol;

/// <summary>
/// Spells and reads the lines of the json dialect, both directions; server and clients share it. What is written is one
/// JSON object, <c>type</c> first, and one LF. docs/wire.md §2.3.
/// </summary>
public static class JsonCodec
{
    /// <summary>
    /// Writes a request as a client sends it. Throws <see cref="ArgumentException"/> for those that json has no words for:
    /// <see cref="ClientRequest.Help"/>, <see cref="ClientRequest.Pass"/>, <see cref="ClientRequest.Invalid"/> and <see cref="ClientRequest.Malformed"/>.
    /// </summary>
    public static void WriteRequest(ClientRequest request, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(output);
        var writer = JsonPen.Take(output);
        try
        {
            JsonRequestWriter.Write(writer, request);
            writer.Flush();
        }
        finally
        {
            JsonPen.Park(writer);
        }

        output.Write("\n"u8);
    }

    /// <summary>
    /// Reads a line that a client sent, without its LF. Never throws: bad JSON is <see cref="ClientRequest.Malformed"/>, JSON
    /// that is no request is <see cref="ClientRequest.Invalid"/>. Members it does not know are ignored.
    /// </summary>
    public static ClientRequest ReadRequest(ReadOnlySpan<byte> line) => JsonRequestReader.Read(line);

    /// <summary>Writes an event as the server sends it.</summary>
    public static void WriteEvent(ServerEvent what, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(what);
        ArgumentNullException.ThrowIfNull(output);
        var writer = JsonPen.Take(output);
        try
        {
            JsonEventWriter.Write(writer, what);
            writer.Flush();
        }
        finally
        {
            JsonPen.Park(writer);
        }

        output.Write("\n"u8);
    }

    /// <summary>
    /// Reads a line that the server sent, without its LF. Null for a type it does not know: a newer server may say more.
    /// Throws <see cref="JsonException"/> when the line is not JSON or a member is missing or of the wrong kind.
    /// </summary>
    public static ServerEvent? ReadEvent(ReadOnlySpan<byte> line) => JsonEventReader.Read(line);
}
