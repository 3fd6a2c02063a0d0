using System.Text.Json;

namespace WebChatBridge.Protocol;

/// <summary>Server to client. docs/wire.md §2.3.</summary>
internal static class JsonEventWriter
{
    public static void Write(Utf8JsonWriter writer, ServerEvent what)
    {
        writer.WriteStartObject();
        switch (what)
        {
            case ServerEvent.Message message:
                writer.WriteString("type"u8, "message"u8);
                ChatMessageConverter.WriteMembers(writer, message.Content);
                if (message.Direct)
                {
                    writer.WriteBoolean("direct"u8, true);
                }

                break;
            case ServerEvent.Ack ack:
                writer.WriteString("type"u8, "ack"u8);
                WriteOptional(writer, "id"u8, ack.Id);
                writer.WriteString("room"u8, ack.Room);
                writer.WriteNumber("seq"u8, ack.Seq);
                break;
            case ServerEvent.Presence presence:
                WritePresence(writer, presence);
                break;
            case ServerEvent.Welcome welcome:
                WriteWelcome(writer, welcome);
                break;
            case ServerEvent.History or ServerEvent.Who or ServerEvent.Rooms:
                WriteList(writer, what);
                break;
            default:
                WriteWords(writer, what);
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteWelcome(Utf8JsonWriter writer, ServerEvent.Welcome welcome)
    {
        writer.WriteString("type"u8, "welcome"u8);
        writer.WriteNumber("session"u8, welcome.Session);
        writer.WriteString("name"u8, welcome.Name);
        writer.WriteString("room"u8, welcome.Room);
        writer.WriteNumber("seq"u8, welcome.Seq);
        writer.WriteStartObject("limits"u8);
        writer.WriteNumber("messageBytes"u8, welcome.Limits.MessageBytes);
        writer.WriteNumber("nameChars"u8, welcome.Limits.NameChars);
        writer.WriteNumber("roomBytes"u8, welcome.Limits.RoomBytes);
        writer.WriteNumber("history"u8, welcome.Limits.History);
        writer.WriteEndObject();
        writer.WriteString("server"u8, welcome.Server);
    }

    private static void WritePresence(Utf8JsonWriter writer, ServerEvent.Presence presence)
    {
        writer.WriteString("type"u8, "presence"u8);
        writer.WriteString("room"u8, presence.Room);
        writer.WriteString("change"u8, presence.Change switch
        {
            PresenceChange.Joined => "joined"u8,
            PresenceChange.Left => "left"u8,
            _ => "renamed"u8,
        });
        writer.WritePropertyName("who"u8);
        WriteSender(writer, presence.Subject);
        writer.WriteNumber("members"u8, presence.Members);
        WriteOptional(writer, "was"u8, presence.Was);
        WriteOptional(writer, "reason"u8, presence.Reason);
    }

    private static void WriteList(Utf8JsonWriter writer, ServerEvent what)
    {
        switch (what)
        {
            case ServerEvent.History history:
                writer.WriteString("type"u8, "history"u8);
                writer.WriteString("room"u8, history.Room);
                WriteArray(writer, "messages"u8, history.Messages, static (writer, message) =>
                {
                    writer.WriteStartObject();
                    ChatMessageConverter.WriteMembers(writer, message);
                    writer.WriteEndObject();
                });
                break;
            case ServerEvent.Who who:
                writer.WriteString("type"u8, "who"u8);
                writer.WriteString("room"u8, who.Room);
                WriteArray(writer, "members"u8, who.Members, WriteSender);
                writer.WriteNumber("count"u8, who.Count);
                break;
            case ServerEvent.Rooms rooms:
                writer.WriteString("type"u8, "rooms"u8);
                WriteArray(writer, "rooms"u8, rooms.All, static (writer, room) =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("room"u8, room.Room);
                    writer.WriteNumber("members"u8, room.Members);
                    writer.WriteNumber("seq"u8, room.Seq);
                    writer.WriteEndObject();
                });
                break;
        }
    }

    private static void WriteWords(Utf8JsonWriter writer, ServerEvent what)
    {
        switch (what)
        {
            case ServerEvent.Notice notice:
                writer.WriteString("type"u8, "notice"u8);
                writer.WriteString("text"u8, notice.Text);
                break;
            case ServerEvent.Error error:
                writer.WriteString("type"u8, "error"u8);
                writer.WriteString("code"u8, error.Code);
                writer.WriteString("text"u8, error.Text);
                WriteOptional(writer, "id"u8, error.Id);
                break;
            case ServerEvent.Bye bye:
                writer.WriteString("type"u8, "bye"u8);
                writer.WriteString("reason"u8, bye.Reason);
                break;
            default:
                writer.WriteString("type"u8, "pong"u8);
                break;
        }
    }

    private static void WriteArray<T>(
        Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            write(writer, item);
        }

        writer.WriteEndArray();
    }

    private static void WriteSender(Utf8JsonWriter writer, Sender sender)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id"u8, sender.Id);
        writer.WriteString("name"u8, sender.Name);
        writer.WriteString("origin"u8, sender.Origin == Origin.Web ? "web"u8 : "tcp"u8);
        writer.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
