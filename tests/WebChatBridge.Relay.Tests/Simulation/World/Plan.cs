namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>What a run is asked to be. Written as text, because it crosses into the rewritten program: <c>steps=200;without=Crash,Kick</c>.</summary>
/// <param name="Steps">How many steps before everything is healed and judged; 0 for what the seed says.</param>
/// <param name="Without">Faults left out.</param>
/// <param name="Mutant">The double that breaks a promise.</param>
internal sealed record Plan(int Steps, IReadOnlySet<Fault> Without, Mutant Mutant)
{
    public static Plan Whole { get; } = new(0, new HashSet<Fault>(), Mutant.None);

    public static Plan Parse(string text)
    {
        var parts = text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(static part => part.Split('=')).ToDictionary(static part => part[0], static part => part[1]);
        return new Plan(
            int.Parse(parts.GetValueOrDefault("steps", "0")),
            parts.GetValueOrDefault("without", "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Fault>).ToHashSet(),
            Enum.Parse<Mutant>(parts.GetValueOrDefault("mutant", nameof(Mutant.None))));
    }

    public override string ToString() => $"steps={Steps};without={string.Join(',', Without)};mutant={Mutant}";
}
