namespace WebChatBridge.Relay;

/// <summary>A queue that can be read by index, oldest at 0; empty it holds no memory. Not safe for several threads; its owner bounds it.</summary>
internal sealed class RingQueue<T>
{
    private T[] items = [];
    private int head;

    public int Count { get; private set; }

    /// <summary>The item in its place: valid until the next change.</summary>
    public ref T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return ref items[(head + index) & (items.Length - 1)];
        }
    }

    public void Add(T item)
    {
        if (Count == items.Length)
        {
            Resize(Math.Max(2, items.Length * 2));
        }

        items[(head + Count++) & (items.Length - 1)] = item;
    }

    public T RemoveFirst()
    {
        var first = this[0];
        items[head] = default!;
        head = (head + 1) & (items.Length - 1);
        Count--;
        if (items.Length > 64 && Count < items.Length / 4)
        {
            Resize(items.Length / 2);
        }

        return first;
    }

    public void RemoveLast()
    {
        this[Count - 1] = default!;
        Count--;
    }

    public void Clear()
    {
        (items, head, Count) = ([], 0, 0);
    }

    /// <summary>Lengths are powers of two, so that a mask wraps the index.</summary>
    private void Resize(int length)
    {
        var moved = new T[length];
        for (var i = 0; i < Count; i++)
        {
            moved[i] = this[i];
        }

        items = moved;
        head = 0;
    }
}
