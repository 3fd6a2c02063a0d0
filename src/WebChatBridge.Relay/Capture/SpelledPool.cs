namespace WebChatBridge.Relay;

/// <summary>Shared arrays that nobody holds; some of the usual size.</summary>
internal sealed class SpelledPool
{
    private const int Most = 64;
    private const int LargestBytes = 131_072;

    private readonly Lock gate = new();
    private readonly Stack<Spelled> free = new();

    public Spelled Rent()
    {
        lock (gate)
        {
            return free.TryPop(out var spelled) ? spelled : new Spelled(this);
        }
    }

    public void Return(Spelled spelled)
    {
        lock (gate)
        {
            if (free.Count < Most && spelled.Bytes.Length <= LargestBytes)
            {
                free.Push(spelled);
            }
        }
    }
}
