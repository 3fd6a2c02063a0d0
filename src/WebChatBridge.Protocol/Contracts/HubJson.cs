using System.Text.Json;
using System.Text.Json.Serialization;

namespace WebChatBridge.Protocol;

/// <summary>
/// How the contracts are spelled on <c>/hub</c>; both ends configure SignalR's JSON protocol with it. Members and enum values
/// are camelCase, a null is left out, bytes are base64, times are <see cref="Timestamp"/>'s, a message is
/// <see cref="ChatMessageConverter"/>'s. docs/hub.md.
/// </summary>
public static class HubJson
{
    /// <summary>Options with nothing but this spelling. Read-only, shared.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>Gives existing options this spelling: <c>AddJsonProtocol(json =&gt; HubJson.Configure(json.PayloadSerializerOptions))</c>.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = true;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new TimestampConverter());
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions();
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
