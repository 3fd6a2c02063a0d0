using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace WebChatBridge.Protocol;

/// <summary>Writes and reads the JSON form of a <see cref="ChatMessage"/>; the json dialect and the hub share it.</summary>
public sealed class ChatMessageConverter : JsonConverter<ChatMessage>
{
    /// <inheritdoc/>
    public override ChatMessage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return Read(document.RootElement);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ChatMessage value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        WriteMembers(writer, value);
        writer.WriteEndObject();
    }

    /// <summary>Reads a message from its JSON object. Throws <see cref="JsonException"/> when a member is missing.</summary>
    public static ChatMessage Read(JsonElement json)
    {
        try
        {
            var from = json.GetProperty("from");
            return new ChatMessage
            {
                Room = json.GetProperty("room").GetString()!,
                Seq = json.GetProperty("seq").GetInt64(),
                At = json.GetProperty("at").GetDateTimeOffset(),
                From = new Sender(
                    from.GetProperty("id").GetInt64(),
                    from.GetProperty("name").GetString()!,
                    from.GetProperty("origin").ValueEquals("web"u8) ? Origin.Web : Origin.Tcp),
                Payload = json.TryGetProperty("text", out var text)
                    ? System.Text.Encoding.UTF8.GetBytes(text.GetString()!)
                    : json.GetProperty("bytes").GetBytesFromBase64(),
                Unterminated = json.TryGetProperty("unterminated", out var unterminated) && unterminated.GetBoolean(),
            };
        }
        catch (KeyNotFoundException error)
        {
            throw new JsonException("A message needs room, seq, at, from and text or bytes.", error);
        }
    }

    /// <summary>Writes the members of a message into an object that the caller has opened.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, ChatMessage value)
    {
        writer.WriteString("room"u8, value.Room);
        writer.WriteNumber("seq"u8, value.Seq);
        writer.WriteString("at"u8, Timestamp.Format(value.At));
        writer.WriteStartObject("from"u8);
        writer.WriteNumber("id"u8, value.From.Id);
        writer.WriteString("name"u8, value.From.Name);
        writer.WriteString("origin"u8, value.From.Origin == Origin.Web ? "web"u8 : "tcp"u8);
        writer.WriteEndObject();
        if (Utf8.IsValid(value.Payload.Span))
        {
            writer.WriteString("text"u8, value.Payload.Span);
        }
        else
        {
            writer.WriteBase64String("bytes"u8, value.Payload.Span);
        }

        if (value.Unterminated)
        {
            writer.WriteBoolean("unterminated"u8, true);
        }
    }
}
