using System.CommandLine;

namespace WebChatBridge.Benchmarks;

/// <summary><c>watched</c>: what it costs a loaded server that somebody looks.</summary>
internal sealed class WatchedCommand
{
    private readonly Option<string> server = new("--server") { Description = "a published WebChatBridge.Server(.dll)", Required = true };
    private readonly Option<string> only = new("--only") { Description = "the scenario of run that it is under", DefaultValueFactory = static _ => "B" };
    private readonly Option<string?> chromium = new("--chromium") { Description = "a browser that has the room's page open; the hub alone when left out" };
    private readonly Option<int> rounds = new("--rounds") { DefaultValueFactory = static _ => 25, Description = "pairs of moments" };
    private readonly Option<double> seconds = new("--seconds") { DefaultValueFactory = static _ => 1.5, Description = "of a moment" };
    private readonly Option<double> warmup = new("--warmup") { DefaultValueFactory = static _ => 30, Description = "seconds, half of them watched" };
    private readonly Option<int> serverCore = new("--server-core") { DefaultValueFactory = static _ => 0 };
    private readonly Option<int> loadCore = new("--load-core") { DefaultValueFactory = static _ => 1 };

    public Command Build()
    {
        only.AcceptOnlyFromAmong([.. Scenario.All.Select(static scenario => scenario.Name)]);
        var command = new Command("watched", "Loads a server, and compares moments in which somebody looks with moments in which nobody does.")
        {
            server, only, chromium, rounds, seconds, warmup, serverCore, loadCore,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var scenario = Scenario.All.Single(scenario => scenario.Name == parsed.GetValue(only));
        var folder = Directory.CreateTempSubdirectory("wcb-watched-").FullName;
        using var target = await ServerUnderTest.StartOnAsync(parsed.GetValue(serverCore), Path.GetFullPath(parsed.GetRequiredValue(server)), folder, "memory");
        await using var onlooker = parsed.GetValue(chromium) is { } program
            ? new PageOnlooker(await Browser.StartAsync(program, folder, cancellationToken), new Uri(target.Console, $"/c/{ServerUnderTest.LoadedRoom}"))
            : (IOnlooker)new HubOnlooker(target.Console, ServerUnderTest.LoadedRoom);
        using var load = Companion.Start(
            parsed.GetValue(loadCore),
            ["load", "--server", $"{target.Endpoint(scenario.Endpoint)}", "--seconds", "3600", .. scenario.Arguments.Split(' ')]);
        var half = TimeSpan.FromSeconds(parsed.GetValue(warmup) / 2);
        await Task.Delay(half, cancellationToken);
        await onlooker.ComeAsync(cancellationToken);
        await Task.Delay(half, cancellationToken);
        await onlooker.GoAsync(cancellationToken);
        var run = new WatchedRun(target, onlooker, TimeSpan.FromSeconds(parsed.GetValue(seconds)));
        await run.RunAsync(parsed.GetValue(rounds), cancellationToken);
        Console.Out.WriteLine(run.Markdown());
        return await target.StopAsync();
    }
}
