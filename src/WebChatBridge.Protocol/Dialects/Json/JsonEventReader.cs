using System.Text.Json;

namespace WebChatBridge.Protocol;

/// <summary>Server to client, read by a client. Lenient about what it does not know, strict about what it needs.</summary>
internal static class JsonEventReader
{
    public static ServerEvent? Read(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        try
        {
            using var document = JsonDocument.ParseValue(ref reader);
            if (reader.Read())
            {
                throw new JsonException("One JSON object per line; there is more after it.");
            }

            return Read(document.RootElement);
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException("The server's line lacks a member or has one of the wrong kind: " + error.Message, error);
        }
    }

    private static ServerEvent? Read(JsonElement json) => Text(json, "type") switch
    {
        "message" => new ServerEvent.Message(ChatMessageConverter.Read(json), Direct: Flag(json, "direct")),
        "ack" => new ServerEvent.Ack(Optional(json, "id"), Text(json, "room"), json.GetProperty("seq").GetInt64()),
        "presence" => Presence(json),
        "welcome" => Welcome(json),
        "history" => new ServerEvent.History(Text(json, "room"), List(json, "messages", ChatMessageConverter.Read)),
        "who" => new ServerEvent.Who(Text(json, "room"), List(json, "members", Sender), json.GetProperty("count").GetInt32()),
        "rooms" => new ServerEvent.Rooms(List(json, "rooms", Summary)),
        "pong" => new ServerEvent.Pong(),
        "notice" => new ServerEvent.Notice(Text(json, "text")),
        "error" => new ServerEvent.Error(Text(json, "code"), Text(json, "text"), Optional(json, "id")),
        "bye" => new ServerEvent.Bye(Text(json, "reason")),
        _ => null,
    };

    private static ServerEvent.Welcome Welcome(JsonElement json)
    {
        var limits = json.GetProperty("limits");
        return new ServerEvent.Welcome(
            json.GetProperty("session").GetInt64(),
            Text(json, "name"),
            Text(json, "room"),
            json.GetProperty("seq").GetInt64(),
            new WireLimits(
                limits.GetProperty("messageBytes").GetInt32(),
                limits.GetProperty("nameChars").GetInt32(),
                limits.GetProperty("roomBytes").GetInt32(),
                limits.GetProperty("history").GetInt32()),
            Text(json, "server"));
    }

    private static ServerEvent.Presence? Presence(JsonElement json)
    {
        PresenceChange? change = Text(json, "change") switch
        {
            "joined" => PresenceChange.Joined,
            "left" => PresenceChange.Left,
            "renamed" => PresenceChange.Renamed,
            _ => null,
        };
        return change is not { } known
            ? null
            : new ServerEvent.Presence(
                Text(json, "room"),
                known,
                Sender(json.GetProperty("who")),
                json.GetProperty("members").GetInt32(),
                Optional(json, "was"),
                Optional(json, "reason"));
    }

    private static Sender Sender(JsonElement json) => new(
        json.GetProperty("id").GetInt64(),
        Text(json, "name"),
        json.GetProperty("origin").ValueEquals("web"u8) ? Origin.Web : Origin.Tcp);

    private static RoomSummary Summary(JsonElement json) =>
        new(Text(json, "room"), json.GetProperty("members").GetInt32(), json.GetProperty("seq").GetInt64());

    private static List<T> List<T>(JsonElement json, string name, Func<JsonElement, T> read)
    {
        var array = json.GetProperty(name);
        var items = new List<T>(array.GetArrayLength());
        foreach (var item in array.EnumerateArray())
        {
            items.Add(read(item));
        }

        return items;
    }

    private static string Text(JsonElement json, string name) =>
        json.GetProperty(name).GetString() ?? throw new JsonException($"\"{name}\" is null.");

    private static string? Optional(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static bool Flag(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.GetBoolean();
}
