namespace WebChatBridge.Fuzz.Tests;

/// <summary>
/// How an input comes: in spells between which there is silence, each in pieces. A function of the input. The silences belong
/// to the input, since they mean something in some dialects; the pieces must not mean anything.
/// </summary>
internal sealed class Cuts
{
    private const int MostPauses = 3;
    private const int MostCuts = 12;

    private readonly List<int> pauses = [];
    private readonly List<int> cuts = [];

    /// <summary>Where silences are, in order.</summary>
    public IReadOnlyList<int> Pauses => pauses;

    /// <summary>Where pieces end, in order; the pauses are among them.</summary>
    public IReadOnlyList<int> Pieces => cuts;

    public void Plan(int length, ref Chance chance)
    {
        Draw(pauses, length, chance.OneIn(2) ? 0 : chance.Below(MostPauses + 1), ref chance);
        cuts.Clear();
        if (length <= 300 && chance.OneIn(4))
        {
            cuts.AddRange(Enumerable.Range(1, Math.Max(0, length - 1))); // byte by byte
        }
        else
        {
            Draw(cuts, length, 1 + chance.Below(MostCuts), ref chance);
            cuts.AddRange(pauses);
            cuts.Sort();
        }
    }

    private static void Draw(List<int> into, int length, int many, ref Chance chance)
    {
        into.Clear();
        for (var i = 0; i < many; i++)
        {
            into.Add(chance.Below(length + 1));
        }

        into.Sort();
    }
}
