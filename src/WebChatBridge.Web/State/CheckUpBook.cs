using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>The check-ups a console knows: those that run, and the last that did.</summary>
public sealed class CheckUpBook
{
    private readonly SortedDictionary<long, CheckUp> _all = [];

    /// <summary>All of them, the newest first.</summary>
    public IEnumerable<CheckUp> All => _all.Values.Reverse();

    /// <summary>The check-up of this number; null when it is not known (any more).</summary>
    public CheckUp? Find(long id) => _all.GetValueOrDefault(id);

    /// <summary>The one this session is being put through; null for none.</summary>
    public CheckUp? Of(long session) => All.FirstOrDefault(checkUp => !checkUp.Done && checkUp.Session == session);

    /// <summary>Takes over what a batch says of them.</summary>
    public void Apply(WatchBatch batch)
    {
        if (batch.Snapshot)
        {
            _all.Clear();
        }

        foreach (var checkUp in batch.CheckUps)
        {
            _all[checkUp.Id] = checkUp;
        }
    }
}
