using System.Reflection;
using System.Runtime.Loader;

namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>
/// Holds the rewritten relay, and these tests once more beside it, bound to it. Everything below <see cref="Campaign"/> lives in
/// there; only numbers and text come out.
/// </summary>
internal sealed class SimulatedRelay : AssemblyLoadContext
{
    private static readonly Lazy<SimulatedRelay> Loaded = new(static () => new SimulatedRelay());

    private readonly Assembly relay;

    private SimulatedRelay()
        : base("simulation")
    {
        var (program, symbols, changed) = Rewriting.Rewrite(typeof(Relay).Assembly.Location);
        Changed = changed;
        relay = LoadFromStream(new MemoryStream(program), new MemoryStream(symbols));
        var inside = LoadFromAssemblyName(typeof(SimulatedRelay).Assembly.GetName());
        Run = inside.GetType(typeof(Simulation).FullName!)!.GetMethod(nameof(Simulation.Run), BindingFlags.Static | BindingFlags.Public)!.CreateDelegate<RunSimulation>();
    }

    public delegate string? RunSimulation(long seed, string plan, Dictionary<string, long> figures, TextWriter? trace);

    public static SimulatedRelay Instance => Loaded.Value;

    /// <summary>Places in the program that were rewritten.</summary>
    public int Changed { get; }

    /// <summary>Runs one seed. Answers what was broken; null when every promise was kept.</summary>
    public RunSimulation Run { get; }

    protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name switch
    {
        "WebChatBridge.Relay" => relay,
        "WebChatBridge.Relay.Tests" => LoadFromAssemblyPath(typeof(SimulatedRelay).Assembly.Location),
        _ => null,
    };
}
