namespace WebChatBridge.Benchmarks;

/// <summary>Who hears whom: a room with those who stay in it.</summary>
internal sealed class Circle(int room, int size)
{
    /// <summary>By their slot; whoever has ever spoken here.</summary>
    public List<Guest> Speakers { get; } = [];

    public int Room => room;

    /// <summary>Bytes of a payload here.</summary>
    public int Size => size;
}
