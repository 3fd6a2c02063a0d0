namespace WebChatBridge.Relay;

/// <summary>
/// Remembers the posts that carried an id, so that a repeat is acknowledged with its first place and not stored again: the
/// last 10,000 of a client or those of ten minutes, whichever is more. A client with no open session is forgotten here;
/// the log knows its posts. Owner: the core loop.
/// </summary>
internal sealed class Idempotency(TimeProvider time)
{
    /// <summary>How many ids of a client are remembered at least.</summary>
    public const int Kept = 10_000;

    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, Posts> clients = new(StringComparer.Ordinal);

    /// <summary>A session of this client has come: its posts are remembered from here on.</summary>
    public void Enter(string client) => Of(client).Sessions++;

    /// <summary>What the log has of a client, newest first, as read after <see cref="Enter"/>.</summary>
    public void Learn(string client, IReadOnlyList<KnownPost> known)
    {
        if (clients.TryGetValue(client, out var posts) && !posts.Learned)
        {
            posts.Learn(known);
        }
    }

    public void Leave(string client)
    {
        if (clients.TryGetValue(client, out var posts) && --posts.Sessions <= 0)
        {
            clients.Remove(client);
        }
    }

    /// <summary>The post of that id. Its <see cref="KnownPost.Seq"/> is 0 while it is on its way into the log.</summary>
    public KnownPost? Find(string client, string id) => clients.GetValueOrDefault(client)?.ById.GetValueOrDefault(id);

    /// <summary>A post is on its way into the log (0), or has got its place.</summary>
    public void Put(string client, string id, string room, long seq)
    {
        var posts = Of(client); // also for a session without a stable id: remembered while it lasts
        posts.Put(new KnownPost(id, room, seq, time.GetUtcNow()));
        posts.Trim(time.GetUtcNow() - KeptFor);
    }

    /// <summary>The post did not get into the log.</summary>
    public void Take(string client, string id) => clients.GetValueOrDefault(client)?.ById.Remove(id);

    private Posts Of(string client)
    {
        if (!clients.TryGetValue(client, out var posts))
        {
            clients[client] = posts = new Posts();
        }

        return posts;
    }

    private sealed class Posts
    {
        private Queue<KnownPost> order = new();

        public Dictionary<string, KnownPost> ById { get; } = new(StringComparer.Ordinal);

        public int Sessions { get; set; }

        public bool Learned { get; private set; }

        public void Learn(IReadOnlyList<KnownPost> known)
        {
            Learned = true;
            var newer = order;
            order = new Queue<KnownPost>();
            foreach (var post in known.Reverse().Where(post => ById.TryAdd(post.PostId, post)).Concat(newer))
            {
                order.Enqueue(post);
            }
        }

        public void Put(KnownPost post)
        {
            ById[post.PostId] = post;
            if (post.Seq > 0)
            {
                order.Enqueue(post);
            }
        }

        public void Trim(DateTimeOffset before)
        {
            while (order.Count > Kept && order.Peek().At < before)
            {
                ById.Remove(order.Dequeue().PostId);
            }
        }
    }
}
