namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>What happened, in order. Spelled only when somebody wants to read it; its fingerprint tells whether two runs were the same.</summary>
internal sealed class Trace
{
    private readonly List<(int Step, string What, object? A, object? B, object? C)> happened = [];

    /// <summary>The step that runs.</summary>
    public int Step { get; set; }

    public ulong Fingerprint { get; private set; } = 14_695_981_039_346_656_037;

    /// <summary>Something happened. <paramref name="what"/> is a format.</summary>
    public void Say(string what, object? a = null, object? b = null, object? c = null)
    {
        happened.Add((Step, what, a, b, c));
        foreach (var letter in what)
        {
            Mix(letter);
        }

        Mix(Number(a));
        Mix(Number(b));
        Mix(Number(c));
    }

    public void Mix(ulong number) => Fingerprint = (Fingerprint ^ number) * 1_099_511_628_211;

    public void WriteTo(TextWriter to)
    {
        foreach (var (step, what, a, b, c) in happened)
        {
            to.WriteLine($"{step,5}  {string.Format(what, a, b, c)}");
        }
    }

    private static ulong Number(object? value) => value switch
    {
        null => 1,
        int number => (ulong)number,
        long number => (ulong)number,
        _ => value.ToString()!.Aggregate(7UL, static (all, letter) => (all * 31) + letter),
    };
}
