namespace WebChatBridge.Relay;

/// <summary>
/// A piece of a ring: records one behind the other, so that keeping one touches as little memory as can be, and a list of what
/// they refer to. It knows where the streams stood at its begin, so that it can be read without those before it. What is written
/// into it now, its ring knows; it is told when it is left or looked at. Owner: its ring; afterwards another one, by way of the
/// <see cref="PagePool"/>.
/// </summary>
internal sealed class RingPage(byte[] memory, int start, int size)
{
    /// <summary>What a page costs beside its bytes, and each thing that is referred to.</summary>
    public const int BaseCost = 192;
    public const int ThingCost = 16;

    // Their places are bytes, and 0 is none.
    private const int MostThings = 250;
    private const int KeptThings = 32;

    private object[] things = [];
    private int count;
    private int referred;

    /// <summary>The one after it.</summary>
    public RingPage? Next { get; set; }

    /// <summary>The array its records lie in, from <see cref="Start"/> on; beside other pages.</summary>
    public byte[] Memory => memory;

    public int Start => start;

    /// <summary>Bytes it has for records.</summary>
    public int Size => size;

    public int Used { get; set; }

    /// <summary>Where the streams stood at its begin.</summary>
    public StreamPlaces Begin { get; set; }

    /// <summary>Memory it takes, shared arrays included.</summary>
    public int Cost => BaseCost + size + referred;

    /// <summary>What its ring was charged for it.</summary>
    public int Charged { get; set; }

    /// <summary>The number given last in it; 0 for none.</summary>
    public long Newest { get; set; }

    public int Chunks { get; set; }

    public long ChunkBytes { get; set; }

    /// <summary>Whether it can refer to two things more.</summary>
    public bool Refers => count < MostThings;

    /// <summary>Forgets its records, for its next owner.</summary>
    public void Clear()
    {
        for (var i = 0; i < count; i++)
        {
            (things[i] as Spelled)?.Let();
        }

        Empty();
    }

    /// <summary>Goes on in the place of a smaller one, which is empty then.</summary>
    public void Succeed(RingPage smaller)
    {
        smaller.Memory.AsSpan(smaller.Start, smaller.Used).CopyTo(memory.AsSpan(start));
        (Begin, Used, Charged) = (smaller.Begin, smaller.Used, smaller.Charged);
        (things, count, referred) = (smaller.things, smaller.count, smaller.referred);
        (smaller.things, smaller.count) = ([], 0);
        smaller.Empty();
    }

    /// <summary>The place of a thing in its list; 0 for nothing.</summary>
    public byte Refer(object? thing) => thing is null ? (byte)0 : Array.IndexOf(things, thing, 0, count) is >= 0 and var at ? (byte)(at + 1) : Add(thing, 0);

    /// <summary>The same for a shared array, and what it costs if it is not there yet. Others have come after it when it was long ago.</summary>
    public byte Refer(Spelled shared, int cost)
    {
        if (count > 0 && ReferenceEquals(things[count - 1], shared))
        {
            return (byte)count;
        }

        shared.Hold();
        return Add(shared, cost);
    }

    public object? Thing(byte place) => place == 0 ? null : things[place - 1];

    private byte Add(object thing, int cost)
    {
        if (count == things.Length)
        {
            Array.Resize(ref things, Math.Max(2, count * 2));
        }

        things[count++] = thing;
        referred += ThingCost + cost;
        return (byte)count;
    }

    private void Empty()
    {
        Array.Clear(things, 0, count);
        things = things.Length > KeptThings ? [] : things;
        (count, referred, Charged, Used, Newest, Chunks, ChunkBytes, Next) = (0, 0, 0, 0, 0, 0, 0, null);
    }
}
