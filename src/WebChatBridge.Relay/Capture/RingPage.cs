using System.Runtime.InteropServices;

namespace WebChatBridge.Relay;

/// <summary>
/// A piece of a ring: records one behind the other, so that keeping one touches as little memory as can be, and a list of what
/// they refer to. It knows where the streams stood at its begin, so that it can be read without those before it. Owner: its ring;
/// afterwards another one, by way of the <see cref="PagePool"/>.
/// </summary>
internal sealed class RingPage(byte[] memory, int start, int bytes)
{
    /// <summary>What a page costs beside its bytes, and each thing that is referred to.</summary>
    public const int BaseCost = 192;
    public const int ThingCost = 16;

    private const int MostThings = 250;

    private readonly List<object> things = new(2);
    private object? recent;
    private object? second;
    private int count;
    private byte recentPlace;
    private byte secondPlace;
    private int referred;

    /// <summary>The array its records lie in, from <see cref="Start"/> on; perhaps beside other pages.</summary>
    public byte[] Memory => memory;

    public int Start => start;

    /// <summary>Bytes it has for records.</summary>
    public int Size => bytes;

    public int Used { get; private set; }

    /// <summary>Where the streams stood at its begin.</summary>
    public StreamPlaces Begin { get; private set; }

    /// <summary>Memory it takes, shared arrays included.</summary>
    public int Cost => BaseCost + bytes + referred;

    /// <summary>What its ring was charged for it.</summary>
    public int Charged { get; set; }

    /// <summary>The number given last in it; 0 for none.</summary>
    public long Newest { get; set; }

    public int Chunks { get; set; }

    public long ChunkBytes { get; set; }

    public bool Fits(int more) => Used + more <= bytes && count < MostThings;

    /// <summary>Begins anew, without any records.</summary>
    public void Clear(in StreamPlaces begin)
    {
        for (var i = 0; i < count; i++)
        {
            (things[i] as Spelled)?.Let();
        }

        things.Clear();
        (recent, second, count, referred, Charged, Used, Newest, Chunks, ChunkBytes, Begin) = (null, null, 0, 0, 0, 0, 0, 0, 0, begin);
    }

    /// <summary>The place of a thing in its list; 0 for nothing. <paramref name="size"/> is what it costs if it is not there yet.</summary>
    public byte Refer(object? thing, int size = 0)
    {
        if (thing is null)
        {
            return 0;
        }

        // Mostly it is one of two: whose words, and which room.
        if (ReferenceEquals(thing, recent))
        {
            return recentPlace;
        }

        if (!ReferenceEquals(thing, second))
        {
            (second, secondPlace) = (thing, Look(thing, size));
        }

        (recent, second, recentPlace, secondPlace) = (second, recent, secondPlace, recentPlace);
        return recentPlace;
    }

    public object? Thing(byte place) => place == 0 ? null : things[place - 1];

    public void Write(in RecordHead head)
    {
        MemoryMarshal.Write(memory.AsSpan(start + Used), in head);
        Used += RecordHead.Size;
    }

    public void Write(ReadOnlySpan<FoundFrame> frames) => Write(MemoryMarshal.AsBytes(frames));

    public void Write(ReadOnlySpan<byte> more)
    {
        more.CopyTo(memory.AsSpan(start + Used));
        Used += more.Length;
    }

    private byte Look(object thing, int size)
    {
        var place = 0;
        while (place < things.Count && !ReferenceEquals(things[place], thing))
        {
            place++;
        }

        if (place == things.Count)
        {
            things.Add(thing);
            count++;
            (thing as Spelled)?.Hold();
            referred += ThingCost + size;
        }

        return (byte)(place + 1);
    }
}
