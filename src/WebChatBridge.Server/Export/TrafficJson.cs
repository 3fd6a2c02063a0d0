using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>Traffic as JSON Lines: an object for each chunk, frame or event. Content is <c>text</c> where it is UTF-8, else <c>bytes</c> in base64, as on the json wire.</summary>
internal sealed class TrafficJson(IBufferWriter<byte> output) : IDisposable
{
    private readonly Utf8JsonWriter json = new(output, new JsonWriterOptions { Encoder = JsonEscaping.Instance });

    /// <summary>Writes a chunk.</summary>
    public void Write(SessionInfo session, Chunk chunk)
    {
        Begin(chunk.Seq, chunk.At, session.Id, session.Name);
        WritePlace(chunk.Direction, chunk.Offset, chunk.Bytes.Length);
        WriteContent(chunk.Bytes);
        if (chunk.Note is { } note)
        {
            json.WriteString("note"u8, note);
        }

        End();
    }

    /// <summary>Writes a frame with its body.</summary>
    /// <param name="session">Whose.</param>
    /// <param name="frame">Where it lies.</param>
    /// <param name="ended">The chunk in which it ended.</param>
    /// <param name="body">What is kept of its body.</param>
    public void Write(SessionInfo session, FrameMark frame, Chunk ended, byte[] body)
    {
        Begin(ended.Seq, ended.At, session.Id, session.Name);
        WritePlace(frame.Direction, frame.Start, frame.End - frame.Start);
        json.WriteString("kind"u8, JsonNamingPolicy.CamelCase.ConvertName(frame.Kind.ToString()));
        json.WriteNumber("head"u8, frame.Head);
        json.WriteNumber("tail"u8, frame.Tail);
        if (frame is { Room: { } room, Seq: { } seq })
        {
            json.WriteString("room"u8, room);
            json.WriteNumber("message"u8, seq);
        }

        WriteContent(body);
        if (frame.End - frame.Start - frame.Head - frame.Tail - body.Length is > 0 and var missing)
        {
            json.WriteNumber("missing"u8, missing);
        }

        End();
    }

    /// <summary>Writes an event.</summary>
    public void Write(TrafficRow row)
    {
        Begin(row.Seq, row.At, row.Session, row.Name);
        json.WriteString("event"u8, row.Event);
        json.WriteString("text"u8, row.Sentence);
        End();
    }

    public void Dispose() => json.Dispose();

    private void Begin(long seq, long at, long session, string name)
    {
        json.WriteStartObject();
        json.WriteNumber("seq"u8, seq);
        json.WriteString("at"u8, DateTimeOffset.UnixEpoch.AddMicroseconds(at).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'"));
        json.WriteNumber("session"u8, session);
        json.WriteString("name"u8, name);
    }

    private void WritePlace(Direction direction, long offset, long length)
    {
        json.WriteString("direction"u8, direction == Direction.In ? "in" : "out");
        json.WriteNumber("offset"u8, offset);
        json.WriteNumber("length"u8, length);
    }

    private void WriteContent(byte[] bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            json.WriteString("text"u8, bytes);
        }
        else
        {
            json.WriteBase64String("bytes"u8, bytes);
        }
    }

    private void End()
    {
        json.WriteEndObject();
        json.Flush();
        output.Write("\n"u8);
        json.Reset();
    }
}
