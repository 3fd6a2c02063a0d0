using System.Text.Json;
using System.Text.Json.Nodes;

namespace WebChatBridge.Server.Tests;

/// <summary>JSON Lines on a bare socket.</summary>
internal static class JsonTalk
{
    public static Task SendJsonAsync(this RawClient client, object request) => client.SendAsync(JsonSerializer.Serialize(request) + "\n");

    public static async Task<JsonObject> ReadJsonAsync(this RawClient client) => JsonNode.Parse(await client.ReadLineAsync())!.AsObject();

    /// <summary>The next event of that type; others are skipped.</summary>
    public static async Task<JsonObject> ReadJsonAsync(this RawClient client, string type)
    {
        while (true)
        {
            var what = await client.ReadJsonAsync();
            if (what.Type() == type)
            {
                return what;
            }
        }
    }

    /// <summary>Says hello and waits for the welcome.</summary>
    public static async Task<JsonObject> HelloAsync(this RawClient client, string? name = null, string? room = null, string? program = null, long? after = null)
    {
        var hello = new JsonObject { ["type"] = "hello" };
        foreach (var (member, value) in (ReadOnlySpan<(string, JsonNode?)>)[("name", name), ("room", room), ("client", program), ("after", after)])
        {
            if (value is not null)
            {
                hello[member] = value;
            }
        }

        await client.SendAsync(hello.ToJsonString() + "\n");
        return await client.ReadJsonAsync("welcome");
    }

    /// <summary>Posts and waits for the acknowledgement. Answers the sequence number.</summary>
    public static async Task<long> PostAsync(this RawClient client, string text, string? id = null)
    {
        await client.SendJsonAsync(id is null ? new { type = "post", text } : (object)new { type = "post", text, id });
        return (await client.ReadJsonAsync("ack")).Seq();
    }

    public static string Type(this JsonObject what) => what.Text("type");

    public static string Text(this JsonObject what, string member) => what[member]!.GetValue<string>();

    public static long Seq(this JsonObject what) => what["seq"]!.GetValue<long>();

    public static string From(this JsonObject message) => message["from"]!["name"]!.GetValue<string>();
}
