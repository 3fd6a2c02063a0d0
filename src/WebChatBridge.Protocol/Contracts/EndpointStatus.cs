using System.Text.Json.Serialization;

namespace WebChatBridge.Protocol;

/// <summary>A listening endpoint as it really is.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Listening">Addresses with their real ports: <c>127.0.0.1:5051</c>, <c>[::1]:5051</c>.</param>
/// <param name="Dialect">The dialect spoken there.</param>
/// <param name="Seating"><c>lobby</c> or <c>pairs</c>.</param>
/// <param name="Sessions">Open sessions that came in by it.</param>
public sealed record EndpointStatus(string Name, IReadOnlyList<string> Listening, string Dialect, string Seating, int Sessions)
{
    /// <summary>Whether TLS is spoken there; left out of JSON when it is not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Tls { get; init; }

    /// <summary>Whether a client must tell a secret first; left out of JSON when it need not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Secret { get; init; }
}
