using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>
/// What outlives a crash. A batch is written first and synced then; a crash between the two loses it, whole: what a torn write
/// left of it has no commit behind it and is not read back. Shared by all lives of the relay.
/// </summary>
internal sealed class SimDisk(Mutant mutant, Chance chance)
{
    private readonly List<Draft> kept = [];
    private readonly Dictionary<string, long> numbers = new(StringComparer.Ordinal);
    private readonly List<TaskCompletionSource> turns = [];
    private int durable;

    /// <summary>Everything written, in order. <see cref="Draft.Message"/> has its place.</summary>
    public IReadOnlyList<Draft> Kept => kept;

    /// <summary>What a reader sees: what is synced, or, of a disk that lies, all of it.</summary>
    public IEnumerable<Draft> Visible => mutant == Mutant.StoreAcksUnsynced ? kept : kept.Take(durable);

    /// <summary>Whether it refuses to write.</summary>
    public bool Failing { get; set; }

    /// <summary>Whether it answers in the time of the caller; otherwise each step waits for <see cref="Turn"/>.</summary>
    public bool Quick { get; set; }

    public bool Waited => turns.Count > 0;

    /// <summary>Messages that crashes took with them: written, never synced.</summary>
    public int Lost { get; private set; }

    /// <summary>Appends that were refused.</summary>
    public int Refused { get; private set; }

    public Task TurnAsync()
    {
        if (Quick || chance.OneIn(3))
        {
            return Task.CompletedTask;
        }

        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        turns.Add(turn);
        return turn.Task;
    }

    /// <summary>One of the operations that wait goes on.</summary>
    public void Turn()
    {
        var which = chance.Below(turns.Count);
        var turn = turns[which];
        turns.RemoveAt(which);
        turn.SetResult();
    }

    public void ThrowIfFailing()
    {
        if (Failing)
        {
            Refused++;
            throw new LogUnavailableException("the simulated disk is full");
        }
    }

    /// <summary>Writes, not synced.</summary>
    public List<ChatMessage> Write(IReadOnlyList<Draft> batch)
    {
        var stored = new List<ChatMessage>(batch.Count);
        foreach (var draft in Mutated(batch))
        {
            var step = mutant == Mutant.StoreSkipsNumbers && chance.OneIn(20) ? 2 : 1;
            var seq = numbers[draft.Message.Room] = numbers.GetValueOrDefault(draft.Message.Room) + step;
            var message = draft.Message with { Seq = seq };
            kept.Add(draft with { Message = message });
            stored.Add(message);
        }

        return Reported(batch, stored);
    }

    /// <summary>What is written is safe now; or, when the disk has begun to fail meanwhile, as if it had never been written.</summary>
    public void Sync()
    {
        if (Failing)
        {
            TakeBack();
        }

        ThrowIfFailing();
        durable = kept.Count;
    }

    /// <summary>The power goes: what was not synced is gone.</summary>
    public void Crash()
    {
        Lost += kept.Count - durable;
        turns.Clear();
        TakeBack();
    }

    private void TakeBack()
    {
        kept.RemoveRange(durable, kept.Count - durable);
        numbers.Clear();
        foreach (var draft in kept)
        {
            numbers[draft.Message.Room] = draft.Message.Seq;
        }
    }

    // Doubles that break a promise on purpose, for the proof that the oracles see it.
    private IEnumerable<Draft> Mutated(IReadOnlyList<Draft> batch) => mutant switch
    {
        Mutant.StoreLosesMessages when batch.Count > 1 && chance.OneIn(4) => batch.Take(batch.Count - 1),
        Mutant.StoreKeepsTwice when chance.OneIn(10) => batch.Concat(batch.TakeLast(1)),
        Mutant.StoreTurnsBatches when batch.Count > 1 => batch.Reverse(),
        Mutant.StoreAltersText when chance.OneIn(10) => batch.Select(static draft => draft with { Message = draft.Message with { Payload = draft.Message.Payload[..^1] } }),
        _ => batch,
    };

    // The relay wants one message for each draft, in their order, whatever became of them.
    private static List<ChatMessage> Reported(IReadOnlyList<Draft> batch, List<ChatMessage> stored)
    {
        if (stored.Count < batch.Count)
        {
            stored.Add(batch[^1].Message with { Seq = stored[^1].Seq + 1 });
        }

        return [.. batch.Select((draft, i) => stored.Find(message => message.Payload.Equals(draft.Message.Payload)) ?? stored[i])];
    }
}
