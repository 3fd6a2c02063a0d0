using System.Text;
using WebChatBridge.Protocol;
using WebChatBridge.Relay;

namespace WebChatBridge.Server.Tests;

/// <summary>Messages for the log's tests.</summary>
internal static class Drafts
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static Draft Said(string room, string text, long session = 1, DateTimeOffset? at = null, string? client = null, string? postId = null) =>
        Said(room, Encoding.UTF8.GetBytes(text), session, at, client, postId);

    public static Draft Said(string room, byte[] payload, long session = 1, DateTimeOffset? at = null, string? client = null, string? postId = null) =>
        new(new ChatMessage { Room = room, At = at ?? Noon, From = new Sender(session, "tom", Origin.Tcp), Payload = payload }, client, postId);

    public static Draft[] Many(string room, int count, DateTimeOffset? at = null) =>
        [.. Enumerable.Range(1, count).Select(i => Said(room, $"{room} {i}", at: at))];

    public static ValueTask<IReadOnlyList<ChatMessage>> Append(this IMessageLog log, params Draft[] drafts) =>
        log.AppendAsync(drafts, CancellationToken.None);

    public static async Task<List<long>> Seqs(this ValueTask<IReadOnlyList<ChatMessage>> messages) => [.. (await messages).Select(message => message.Seq)];
}
