namespace WebChatBridge.Web.State;

/// <summary>How many came within the last second.</summary>
internal sealed class RateMeter
{
    private readonly Queue<(DateTimeOffset At, int Count)> _counts = new();

    /// <summary>The sum of the last second, as of the last call of <see cref="Add"/>.</summary>
    public int PerSecond { get; private set; }

    public void Add(int count, DateTimeOffset now)
    {
        if (count > 0)
        {
            _counts.Enqueue((now, count));
            PerSecond += count;
        }

        while (_counts.TryPeek(out var oldest) && now - oldest.At >= TimeSpan.FromSeconds(1))
        {
            PerSecond -= oldest.Count;
            _counts.Dequeue();
        }
    }
}
