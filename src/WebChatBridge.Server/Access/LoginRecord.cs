using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>What is kept of a login, under the hash of its secret.</summary>
internal sealed record LoginRecord
{
    public required string Id { get; init; }

    public required Role Role { get; init; }

    public string? Name { get; init; }

    public bool Program { get; init; }

    public required DateTimeOffset Since { get; init; }

    public required DateTimeOffset Until { get; init; }

    public string? Address { get; init; }

    public string? Browser { get; init; }
}
