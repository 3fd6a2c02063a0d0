using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// History that ends with the process: the newest 100,000 messages or 256 MiB, whichever is less. What falls out of it
/// is the oldest of all rooms together; numbers are not given again.
/// </summary>
public sealed class MemoryLog : IMessageLog
{
    /// <summary>Most messages kept.</summary>
    public const int MaxMessages = 100_000;

    /// <summary>Most bytes kept, an estimate for the objects around each payload included.</summary>
    public const long MaxBytes = 256L * 1024 * 1024;

    /// <summary>Its places in the queues, its sender, and what its client's post is known by: at most about this much.</summary>
    private const int BytesPerMessage = 256;

    /// <summary>Messages dropped per turn of the lock: readers and the writer get in between.</summary>
    private const int TrimStep = 1_000;

    /// <summary>Guards everything below. Held for one batch, one page or one step of a trim, never across an await.</summary>
    private readonly Lock gate = new();
    private readonly Dictionary<string, MemoryRoom> rooms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RingQueue<KnownPost>> posts = new(StringComparer.Ordinal);
    private readonly RingQueue<MemoryRoom> order = new();
    private readonly MemoryPages payloads = new();
    private long bytes;
    private long lastSession;

    public string Store => "memory";

    public ValueTask<LogSnapshot> OpenAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var last = rooms.Values.Select(room => room.Last).OfType<ChatMessage>().ToList();
            var numbers = rooms.ToDictionary(room => room.Key, room => room.Value.LastSeq, StringComparer.Ordinal);
            return ValueTask.FromResult(new LogSnapshot(last, numbers, lastSession));
        }
    }

    public ValueTask<IReadOnlyList<ChatMessage>> AppendAsync(IReadOnlyList<Draft> batch, CancellationToken cancellationToken)
    {
        var stored = new ChatMessage[batch.Count];
        lock (gate)
        {
            for (var i = 0; i < stored.Length; i++)
            {
                stored[i] = Add(batch[i]);
            }

            while (order.Count > MaxMessages || bytes > MaxBytes)
            {
                DropOldest();
            }
        }

        return ValueTask.FromResult<IReadOnlyList<ChatMessage>>(stored);
    }

    public ValueTask<IReadOnlyList<ChatMessage>> ReadForwardAsync(string room, long after, int limit, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return ValueTask.FromResult<IReadOnlyList<ChatMessage>>(
                rooms.TryGetValue(room, out var found) ? found.Forward(after, limit) : []);
        }
    }

    public ValueTask<IReadOnlyList<ChatMessage>> ReadBackwardAsync(string room, long before, int limit, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return ValueTask.FromResult<IReadOnlyList<ChatMessage>>(
                rooms.TryGetValue(room, out var found) ? found.Backward(before, limit) : []);
        }
    }

    public ValueTask<long> FirstSeqAsync(string room, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return ValueTask.FromResult(rooms.TryGetValue(room, out var found) && found.Messages.Count > 0 ? found.FirstSeq : 0);
        }
    }

    public ValueTask<IReadOnlyList<KnownPost>> RecentPostsAsync(string client, int limit, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!posts.TryGetValue(client, out var known))
            {
                return ValueTask.FromResult<IReadOnlyList<KnownPost>>([]);
            }

            var newest = new KnownPost[Math.Clamp(limit, 0, known.Count)];
            for (var i = 0; i < newest.Length; i++)
            {
                newest[i] = known[known.Count - 1 - i];
            }

            return ValueTask.FromResult<IReadOnlyList<KnownPost>>(newest);
        }
    }

    public ValueTask<int> TrimAsync(DateTimeOffset olderThan, CancellationToken cancellationToken)
    {
        var dropped = 0;
        for (var step = TrimStep; step == TrimStep; dropped += step)
        {
            cancellationToken.ThrowIfCancellationRequested();
            step = TrimOnce(olderThan);
        }

        return ValueTask.FromResult(dropped);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private ChatMessage Add(Draft draft)
    {
        var (said, client, id) = draft;
        if (!rooms.TryGetValue(said.Room, out var room))
        {
            rooms.Add(said.Room, room = new MemoryRoom(said.Room));
        }

        var message = said with { Seq = ++room.LastSeq };
        var known = client is not null && id is not null;
        room.Messages.Add(new KeptMessage(said.At, said.From, payloads.Keep(said.Payload.Span), said.Unterminated, known ? client : null));
        order.Add(room);
        bytes += said.Payload.Length + BytesPerMessage;
        lastSession = Math.Max(lastSession, said.From.Id);
        if (known)
        {
            Remember(client!, new KnownPost(id!, said.Room, message.Seq, said.At));
        }

        return message;
    }

    private void Remember(string client, KnownPost post)
    {
        if (!posts.TryGetValue(client, out var known))
        {
            posts.Add(client, known = new RingQueue<KnownPost>());
        }

        known.Add(post);
    }

    private int TrimOnce(DateTimeOffset olderThan)
    {
        var dropped = 0;
        lock (gate)
        {
            for (; dropped < TrimStep && order.Count > 0 && order[0].Messages[0].At < olderThan; dropped++)
            {
                DropOldest();
            }
        }

        return dropped;
    }

    /// <summary>The oldest of all is also the oldest of its room and of its client's posts: all queues are in log order.</summary>
    private void DropOldest()
    {
        var dropped = order.RemoveFirst().Messages.RemoveFirst();
        payloads.DropOldest();
        bytes -= dropped.Payload.Count + BytesPerMessage;
        if (dropped.PostedAs is { } client)
        {
            posts[client].RemoveFirst();
            if (posts[client].Count == 0)
            {
                posts.Remove(client);
            }
        }
    }
}
