using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests;

/// <summary>The memory log, that can be told to fail, and to wait.</summary>
internal sealed class ScriptedLog : IMessageLog
{
    private readonly MemoryLog log = new();

    public string Store => "scripted";

    /// <summary>What every append throws.</summary>
    public Exception? Failure { get; set; }

    /// <summary>What every read waits for.</summary>
    public Task ReadGate { get; set; } = Task.CompletedTask;

    /// <summary>What every append waits for.</summary>
    public Task AppendGate { get; set; } = Task.CompletedTask;

    /// <summary>How many messages each append brought.</summary>
    public List<int> Batches { get; } = [];

    public bool Disposed { get; private set; }

    public ValueTask<LogSnapshot> OpenAsync(CancellationToken cancellationToken) => log.OpenAsync(cancellationToken);

    public async ValueTask<IReadOnlyList<ChatMessage>> AppendAsync(IReadOnlyList<Draft> batch, CancellationToken cancellationToken)
    {
        await AppendGate;
        if (Failure is { } failure)
        {
            throw failure;
        }

        Batches.Add(batch.Count);
        return await log.AppendAsync(batch, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<ChatMessage>> ReadForwardAsync(string room, long after, int limit, CancellationToken cancellationToken)
    {
        await ReadGate;
        return await log.ReadForwardAsync(room, after, limit, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<ChatMessage>> ReadBackwardAsync(string room, long before, int limit, CancellationToken cancellationToken)
    {
        await ReadGate;
        return await log.ReadBackwardAsync(room, before, limit, cancellationToken);
    }

    public ValueTask<long> FirstSeqAsync(string room, CancellationToken cancellationToken) => log.FirstSeqAsync(room, cancellationToken);

    public async ValueTask<IReadOnlyList<KnownPost>> RecentPostsAsync(string client, int limit, CancellationToken cancellationToken)
    {
        var known = await log.RecentPostsAsync(client, limit, cancellationToken);
        await ReadGate; // what was read is as old as it would be on a slow disk
        return known;
    }

    public ValueTask<int> TrimAsync(DateTimeOffset olderThan, CancellationToken cancellationToken) => log.TrimAsync(olderThan, cancellationToken);

    public ValueTask DisposeAsync()
    {
        Disposed = true;
        return log.DisposeAsync();
    }

    /// <summary>All of a room.</summary>
    public async Task<IReadOnlyList<ChatMessage>> AllAsync(string room) => await log.ReadForwardAsync(room, 0, int.MaxValue, CancellationToken.None);
}
