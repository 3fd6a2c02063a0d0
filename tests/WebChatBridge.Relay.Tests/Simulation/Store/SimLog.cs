using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>The log of one life of the relay, on a disk that outlives it. It honours sync, unless the disk is told to lie.</summary>
internal sealed class SimLog(SimDisk disk, Mutant mutant, Chance chance) : IMessageLog
{
    public string Store => "simulated";

    private IEnumerable<ChatMessage> Messages => disk.Visible.Select(static draft => draft.Message);

    public ValueTask<LogSnapshot> OpenAsync(CancellationToken cancellationToken)
    {
        var last = new Dictionary<string, ChatMessage>(StringComparer.Ordinal);
        foreach (var message in Messages)
        {
            last[message.Room] = message;
        }

        var greatest = Messages.Select(static message => message.From.Id).DefaultIfEmpty().Max();
        return ValueTask.FromResult(new LogSnapshot([.. last.Values], last.ToDictionary(room => room.Key, room => room.Value.Seq, StringComparer.Ordinal), greatest));
    }

    public async ValueTask<IReadOnlyList<ChatMessage>> AppendAsync(IReadOnlyList<Draft> batch, CancellationToken cancellationToken)
    {
        await disk.TurnAsync();
        disk.ThrowIfFailing();
        if (batch.Count == 0)
        {
            return [];
        }

        var stored = disk.Write(batch);
        if (mutant == Mutant.StoreAcksUnsynced && !chance.OneIn(4))
        {
            return stored;
        }

        await disk.TurnAsync();
        disk.Sync();
        await disk.TurnAsync();
        return stored;
    }

    public ValueTask<IReadOnlyList<ChatMessage>> ReadForwardAsync(string room, long after, int limit, CancellationToken cancellationToken) =>
        PageAsync(() => Replayed([.. Messages.Where(message => message.Room == room && message.Seq > after).Take(limit)]));

    public ValueTask<IReadOnlyList<ChatMessage>> ReadBackwardAsync(string room, long before, int limit, CancellationToken cancellationToken) =>
        PageAsync(() => Messages.Where(message => message.Room == room && message.Seq < before).TakeLast(limit));

    public ValueTask<long> FirstSeqAsync(string room, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Messages.FirstOrDefault(message => message.Room == room)?.Seq ?? 0);

    public ValueTask<IReadOnlyList<KnownPost>> RecentPostsAsync(string client, int limit, CancellationToken cancellationToken) => PageAsync(() =>
        mutant == Mutant.StoreForgetsIds ? [] : disk.Visible
            .Where(draft => draft.Client == client && draft.PostId is not null)
            .Select(static draft => new KnownPost(draft.PostId!, draft.Message.Room, draft.Message.Seq, draft.Message.At))
            .Reverse().Take(limit));

    public ValueTask<int> TrimAsync(DateTimeOffset olderThan, CancellationToken cancellationToken) => ValueTask.FromResult(0);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // What is read is as old as it was somewhere between the question and the answer.
    private async ValueTask<IReadOnlyList<T>> PageAsync<T>(Func<IEnumerable<T>> read)
    {
        await disk.TurnAsync();
        var page = read().ToList();
        await disk.TurnAsync();
        return page;
    }

    // Never the last one: the relay would go on asking for it.
    private IEnumerable<ChatMessage> Replayed(List<ChatMessage> page) => mutant switch
    {
        Mutant.ReplaySkips => page.Where((_, place) => place != 1 || page.Count < 3),
        Mutant.ReplayRepeats => page.SelectMany((message, place) => Enumerable.Repeat(message, place == 1 && page.Count > 2 ? 2 : 1)),
        _ => page,
    };
}
