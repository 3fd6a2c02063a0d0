using System.Runtime.InteropServices;

namespace WebChatBridge.Fuzz.Tests;

/// <summary>
/// SplitMix64: one number makes a whole series, the same on every machine and in every version. Input n of a seed can be made
/// again without making the others.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct Chance(ulong state)
{
    private ulong state = state;

    /// <summary>The series of one input.</summary>
    public static Chance Of(ulong seed, long input) => new((seed * 0x9E3779B97F4A7C15) ^ ((ulong)input * 0xD1342543DE82EF95));

    /// <summary>The series that bytes make: what is done to an input is a function of the input, so a file alone replays it.</summary>
    public static Chance Of(ReadOnlySpan<byte> bytes)
    {
        var hash = 14_695_981_039_346_656_037;
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * 1_099_511_628_211;
        }

        return new Chance(hash);
    }

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>From 0 up to, but not including, <paramref name="end"/>.</summary>
    public int Below(int end) => (int)(((Next() >> 32) * (uint)end) >> 32);

    public bool OneIn(int many) => Below(many) == 0;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];
}
