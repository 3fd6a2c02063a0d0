using System.Net;
using System.Text.Json.Nodes;

namespace WebChatBridge.Server.Tests;

/// <summary>Reads what <c>/health/ready</c> answers.</summary>
internal static class Ready
{
    public static IPEndPoint Endpoint(JsonObject ready, string name) => Endpoints(ready, name)[0];

    public static int Sessions(JsonObject ready, string name) => One(ready, name)["sessions"]!.GetValue<int>();

    public static List<IPEndPoint> Endpoints(JsonObject ready, string name) =>
        [.. One(ready, name)["listening"]!.AsArray().Select(address => IPEndPoint.Parse(address!.GetValue<string>()))];

    private static JsonNode One(JsonObject ready, string name) =>
        ready["endpoints"]!.AsArray().Single(endpoint => endpoint!["name"]!.GetValue<string>() == name)!;
}
