namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>What the clients know: what they wanted said, on which connections, and what became of it. The oracles read it.</summary>
internal sealed class Ledger
{
    public List<Post> Posts { get; } = [];

    public List<Link> Links { get; } = [];

    public Post? Find(int? token) => token is { } number && number >= 0 && number < Posts.Count ? Posts[number] : null;
}
