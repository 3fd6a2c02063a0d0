namespace WebChatBridge.Benchmarks;

/// <summary>Runs scenarios against servers it starts, the server on one core and the generator on another.</summary>
internal sealed class ScenarioRun(string server, string folder, int serverCore, int loadCore, double seconds)
{
    public async Task<IReadOnlyList<Measured>> RunAsync(IReadOnlyList<Scenario> scenarios, IReadOnlyList<string> stores, int rounds)
    {
        var results = scenarios.SelectMany(_ => stores, static (scenario, store) => (Scenario: scenario, Store: store))
            .Where(static one => one.Scenario.OnlyStore is null || one.Scenario.OnlyStore == one.Store)
            .Select(static one => (one.Scenario, one.Store, Rounds: new List<LoadResult>())).ToList();
        var running = new Dictionary<string, ServerUnderTest>(StringComparer.Ordinal);
        try
        {
            foreach (var store in stores)
            {
                running[store] = await StartAsync(store, store);
            }

            for (var round = 0; round < rounds; round++)
            {
                foreach (var one in results)
                {
                    one.Rounds.Add(one.Scenario.IsFresh ? await FreshAsync(one.Scenario, one.Store) : await LoadAsync(one.Scenario, running[one.Store]));
                    Console.Error.WriteLine($"{round + 1}/{rounds} {one.Scenario.Name} {one.Store}: {LoadReport.Json(one.Rounds[^1])}");
                }
            }
        }
        finally
        {
            foreach (var target in running.Values)
            {
                await target.StopAsync();
                target.Dispose();
            }
        }

        return results.ConvertAll(static one => new Measured(one.Scenario, one.Store, one.Rounds));
    }

    private async Task<LoadResult> FreshAsync(Scenario scenario, string store)
    {
        using var fresh = await StartAsync(store, $"{store}-fresh-{Environment.TickCount64}");
        var result = await LoadAsync(scenario, fresh);
        await fresh.StopAsync();
        return result;
    }

    private async Task<LoadResult> LoadAsync(Scenario scenario, ServerUnderTest target)
    {
        using var load = Companion.Start(
            loadCore,
            ["load", "--json", "--server", $"{target.Endpoint(scenario.Endpoint)}", "--server-pid", $"{target.Pid}", "--seconds", $"{scenario.Seconds ?? seconds}", .. scenario.Arguments.Split(' ')]);
        return LoadReport.Parse(await load.OutputAsync());
    }

    private Task<ServerUnderTest> StartAsync(string store, string name) => ServerUnderTest.StartOnAsync(serverCore, server, Path.Combine(folder, name), store);
}
