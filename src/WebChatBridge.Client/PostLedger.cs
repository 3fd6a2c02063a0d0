namespace WebChatBridge.Client;

/// <summary>The posts that wait for their acknowledgement, and those that were not sent. Owner of both; any thread.</summary>
internal sealed class PostLedger(int maxUnsent)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Waiting> waiting = [];
    private readonly List<OutgoingPost> unsent = [];
    private long lastOrder;

    public IReadOnlyList<OutgoingPost> Unsent
    {
        get
        {
            lock (gate)
            {
                return [.. unsent];
            }
        }
    }

    public int WaitingCount
    {
        get
        {
            lock (gate)
            {
                return waiting.Count;
            }
        }
    }

    public Task<PostReceipt> Await(OutgoingPost post)
    {
        lock (gate)
        {
            var entry = new Waiting(++lastOrder, post);
            waiting[post.Id] = entry;
            return entry.Receipt.Task;
        }
    }

    /// <summary>Tells the one who waits for this id; nothing happens when nobody does.</summary>
    public void Settle(string? id, PostReceipt receipt)
    {
        Waiting? entry = null;
        lock (gate)
        {
            if (id is not null)
            {
                waiting.Remove(id, out entry);
            }
        }

        entry?.Receipt.TrySetResult(receipt);
    }

    /// <summary>Keeps a post that could not be written.</summary>
    public PostReceipt Keep(OutgoingPost post)
    {
        lock (gate)
        {
            if (unsent.Count >= maxUnsent)
            {
                return new PostReceipt(PostOutcome.Refused, Reason: $"{maxUnsent} lines wait already for the connection; this one is not kept.");
            }

            unsent.Add(post);
            return new PostReceipt(PostOutcome.Unsent);
        }
    }

    /// <summary>This post was lost with its connection; nothing happens when that is told already.</summary>
    public void Lose(string id)
    {
        Waiting? entry;
        lock (gate)
        {
            if (!waiting.Remove(id, out entry))
            {
                return;
            }

            unsent.Add(entry.Post);
        }

        entry.Receipt.TrySetResult(new PostReceipt(PostOutcome.Unsent));
    }

    /// <summary>The connection is lost: whoever waits learns it, and the posts are kept in the order they were said.</summary>
    public void Lose()
    {
        Waiting[] lost;
        lock (gate)
        {
            lost = [.. waiting.Values.OrderBy(entry => entry.Order)];
            waiting.Clear();
            unsent.InsertRange(0, lost.Select(entry => entry.Post));
        }

        foreach (var entry in lost)
        {
            entry.Receipt.TrySetResult(new PostReceipt(PostOutcome.Unsent));
        }
    }

    public IReadOnlyList<OutgoingPost> TakeUnsent()
    {
        lock (gate)
        {
            OutgoingPost[] taken = [.. unsent];
            unsent.Clear();
            return taken;
        }
    }

    private sealed record Waiting(long Order, OutgoingPost Post)
    {
        public TaskCompletionSource<PostReceipt> Receipt { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
