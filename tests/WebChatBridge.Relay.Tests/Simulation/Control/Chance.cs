namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>
/// Chance that a number decides (SplitMix64): the same on every machine and in every version of the runtime. Forks are
/// independent of each other, so that leaving out one kind of fault does not change what else happens more than it must.
/// </summary>
internal sealed class Chance(ulong seed)
{
    private ulong state = seed;

    public Chance Fork(ulong purpose) => new(Mix(state ^ Mix(purpose)));

    /// <summary>0 ≤ answer &lt; limit.</summary>
    public int Below(int limit) => limit <= 1 ? 0 : (int)(Next() % (ulong)limit);

    /// <summary>Both ends included.</summary>
    public int Between(int from, int to) => from + Below(to - from + 1);

    public bool OneIn(int count) => Below(count) == 0;

    public T Pick<T>(IReadOnlyList<T> of) => of[Below(of.Count)];

    private ulong Next() => Mix(state += 0x9E3779B97F4A7C15);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
