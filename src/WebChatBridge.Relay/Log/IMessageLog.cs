using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// The spine: what is not in it is not delivered, and what is in it is delivered in its order. One writer (the core loop)
/// appends; anybody may read meanwhile.
/// </summary>
public interface IMessageLog : IAsyncDisposable
{
    /// <summary>As it is written in <c>History:Store</c>.</summary>
    string Store { get; }

    /// <summary>
    /// Opens the store once, before anything else. Throws <see cref="LogUnavailableException"/> with the fix when it is in use
    /// by another process, written by a newer version, or cannot be opened.
    /// </summary>
    ValueTask<LogSnapshot> OpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Gives each draft the next sequence number of its room and makes the whole batch durable; all of it or none. Answers
    /// the messages in the order of the batch. Throws <see cref="LogUnavailableException"/> when nothing was stored; the
    /// numbers are then given again. An empty batch stores nothing and throws when a batch could not be stored now.
    /// </summary>
    ValueTask<IReadOnlyList<ChatMessage>> AppendAsync(IReadOnlyList<Draft> batch, CancellationToken cancellationToken);

    /// <summary>Messages of a room with <c>after &lt; Seq &lt; before</c>, oldest first: the first <paramref name="limit"/> of them.</summary>
    ValueTask<IReadOnlyList<ChatMessage>> ReadForwardAsync(string room, long after, int limit, CancellationToken cancellationToken);

    /// <summary>The last <paramref name="limit"/> messages of a room with <c>Seq &lt; before</c>, oldest first.</summary>
    ValueTask<IReadOnlyList<ChatMessage>> ReadBackwardAsync(string room, long before, int limit, CancellationToken cancellationToken);

    /// <summary>The sequence number of the oldest message a room still has; 0 when it has none.</summary>
    ValueTask<long> FirstSeqAsync(string room, CancellationToken cancellationToken);

    /// <summary>The newest posts of a client that carried an id, newest first: what idempotency remembers across restarts.</summary>
    ValueTask<IReadOnlyList<KnownPost>> RecentPostsAsync(string client, int limit, CancellationToken cancellationToken);

    /// <summary>Drops messages older than this. Sequence numbers are not given again.</summary>
    ValueTask<int> TrimAsync(DateTimeOffset olderThan, CancellationToken cancellationToken);
}
