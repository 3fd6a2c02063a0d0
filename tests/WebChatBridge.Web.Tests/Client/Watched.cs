using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.Tests.Client;

/// <summary>An enumeration of batches that a test takes one by one, each with a deadline.</summary>
internal sealed class Watched : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private readonly CancellationTokenSource _end = new();
    private readonly IAsyncEnumerator<WatchBatch> _batches;

    public Watched(ConsoleConnection connection) => _batches = connection.WatchAsync(_end.Token).GetAsyncEnumerator();

    /// <summary>The next batch; null when the enumeration ended.</summary>
    public async Task<WatchBatch?> NextAsync() =>
        await _batches.MoveNextAsync().AsTask().WaitAsync(Deadline) ? _batches.Current : null;

    /// <summary>The next snapshot; what came before it is skipped.</summary>
    public async Task<WatchBatch> SnapshotAsync()
    {
        while (await NextAsync() is { } batch)
        {
            if (batch.Snapshot)
            {
                return batch;
            }
        }

        throw new InvalidOperationException("The enumeration ended before a snapshot came.");
    }

    /// <summary>The sequence numbers of the messages up to this one, as they come, over reconnects.</summary>
    public async Task<IReadOnlyList<long>> SeqsUntilAsync(long last)
    {
        List<long> seqs = [];
        while (seqs.LastOrDefault() != last && await NextAsync() is { } batch)
        {
            seqs.AddRange(batch.Messages.Select(message => message.Seq));
        }

        return seqs;
    }

    public void Cancel() => _end.Cancel();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _batches.DisposeAsync();
        _end.Dispose();
    }
}
