using System.CommandLine;

namespace WebChatBridge.Benchmarks;

/// <summary><c>soak</c>: a modest load for a long time, and whether anything grows.</summary>
internal sealed class SoakCommand
{
    private readonly Option<string> server = new("--server") { Description = "a published WebChatBridge.Server(.dll)", Required = true };
    private readonly Option<string> folder = new("--folder") { Description = "where it keeps its history and the samples", Required = true };
    private readonly Option<double> minutes = new("--minutes") { DefaultValueFactory = _ => 30 };
    private readonly Option<int> rate = new("--rate") { DefaultValueFactory = _ => 1_000, Description = "messages per second of the steady senders" };
    private readonly Option<string?> chromium = new("--chromium") { Description = "a browser that looks on, too: /usr/bin/chromium" };
    private readonly Option<string?> plot = new("--plot") { Description = "the SVG to write" };

    public Command Build()
    {
        var command = new Command("soak", "Runs a server under a mixed, modest load with guests that come and go, and fails when anything is lost or grows.")
        {
            server, folder, minutes, rate, chromium, plot,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var place = Directory.CreateDirectory(parsed.GetRequiredValue(folder)).FullName;
        var plan = new SoakPlan { Duration = TimeSpan.FromMinutes(parsed.GetValue(minutes)), Rate = parsed.GetValue(rate) };
        using var target = await ServerUnderTest.StartAsync(
            Path.GetFullPath(parsed.GetRequiredValue(server)),
            place,
            ["nice", "-n", "10"],
            [.. ServerUnderTest.Endpoints("room0"), "--Console:Access=open", "--Logging:LogLevel:Default=Warning"]);
        Console.Out.WriteLine($"server {target.Pid} at {target.Console}, ready in {target.Startup.TotalSeconds:0.00} s");
        await using var onlookers = new Onlookers(target.Console, "room0", place);
        for (var i = 0; i < plan.Watchers; i++)
        {
            onlookers.Watch(traffic: i == 0);
        }

        if (parsed.GetValue(chromium) is { } browser)
        {
            onlookers.Browse(browser);
        }

        using var run = new SoakRun(plan, target);
        var sampler = new Sampler(target, place, plan.SampleEvery);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sampling = Task.Run(() => sampler.RunAsync(end.Token), CancellationToken.None);
        await Task.Factory.StartNew(run.Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await end.CancelAsync();
        await sampling;
        var verdict = new SoakVerdict(sampler.Samples, run, onlookers);
        var report = verdict.Text();
        Console.Out.WriteLine(report);
        await File.WriteAllTextAsync(Path.Combine(place, "verdict.txt"), report, CancellationToken.None);
        if (parsed.GetValue(plot) is { } image)
        {
            await File.WriteAllTextAsync(image, SvgPlot.Draw(sampler.Samples, Measure.All), CancellationToken.None);
        }

        var exit = await target.StopAsync();
        Console.Out.WriteLine($"SIGTERM: exit {exit}");
        return verdict.Passed && exit == 0 ? 0 : 1;
    }
}
