using System.CommandLine;

namespace WebChatBridge.Benchmarks;

/// <summary><c>run</c>: the scenarios of docs/performance.md.</summary>
internal sealed class RunCommand
{
    private readonly Option<string> server = new("--server") { Description = "a published WebChatBridge.Server(.dll)", Required = true };
    private readonly Option<string[]> only = new("--only") { Description = string.Join(", ", Scenario.All.Select(static scenario => scenario.Name)), AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> stores = new("--stores") { Description = "memory, sqlite; both when left out", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = static _ => ["memory", "sqlite"] };
    private readonly Option<int> rounds = new("--rounds") { DefaultValueFactory = static _ => 3 };
    private readonly Option<double> seconds = new("--seconds") { DefaultValueFactory = static _ => 3, Description = "measured in each round, after a warm-up of one second" };
    private readonly Option<int> serverCore = new("--server-core") { DefaultValueFactory = static _ => 0 };
    private readonly Option<int> loadCore = new("--load-core") { DefaultValueFactory = static _ => 1 };
    private readonly Option<string?> folder = new("--folder") { Description = "where the servers keep their histories; a temporary one when left out" };

    public Command Build()
    {
        only.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(static token => !Scenario.All.Any(scenario => scenario.Name == token.Value)))
            {
                result.AddError($"There is no scenario {token.Value}.");
            }
        });
        var command = new Command("run", "Starts servers, runs the scenarios and prints the table as markdown.")
        {
            server, only, stores, rounds, seconds, serverCore, loadCore, folder,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var place = parsed.GetValue(folder) ?? Directory.CreateTempSubdirectory("wcb-bench-").FullName;
        var wanted = parsed.GetValue(only) is { Length: > 0 } names ? Scenario.All.Where(scenario => names.Contains(scenario.Name)).ToList() : Scenario.All;
        var run = new ScenarioRun(
            Path.GetFullPath(parsed.GetRequiredValue(server)), place, parsed.GetValue(serverCore), parsed.GetValue(loadCore), parsed.GetValue(seconds));
        var measured = await run.RunAsync(wanted, parsed.GetRequiredValue(stores), parsed.GetValue(rounds));
        Console.Out.WriteLine(Table.Markdown(measured, parsed.GetValue(rounds), parsed.GetValue(seconds)));
        return measured.All(static one => one.Faults == 0) ? 0 : 1;
    }
}
