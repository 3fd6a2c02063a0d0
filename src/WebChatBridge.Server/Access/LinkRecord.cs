using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>What is kept of a link, under the hash of its token.</summary>
/// <param name="Role">What it lets its user do.</param>
/// <param name="Until">When it stops working.</param>
internal sealed record LinkRecord(Role Role, DateTimeOffset Until);
