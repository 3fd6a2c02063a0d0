using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>
/// Real programs are checked while somebody sits before them: what the check-up says of each step is what was really to be seen.
/// </summary>
public sealed class CheckUpTests : IAsyncLifetime
{
    private static readonly string Tutorial = Path.Combine(ServerProcess.Root, "tests", "Shared", "tutorial");

    private LiveServer server = null!;

    public async ValueTask InitializeAsync() => server = await LiveServer.StartAsync("--Relay:Practice:Answer=00:00:06");

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task TutorialClient_Unmodified_FailsWhatItReallyFails() => await CheckAsync(
        () => Python("tom.py", $"{server.Tutorial.Port}", "127.0.0.1"),
        "tutorial",
        ("split-header", false), ("split-body", false), ("two-in-one", true), ("large", false), ("cut-character", false), ("no-goodbye", false), ("half-close", false));

    [Fact]
    public async Task CarefulClient_PassesAll() => await CheckAsync(
        () => Python("careful.py", $"{server.Tutorial.Port}"),
        "tutorial",
        ("split-header", true), ("split-body", true), ("two-in-one", true), ("large", true), ("cut-character", true), ("no-goodbye", true), ("half-close", true));

    [Fact]
    public async Task Netcat_ShowsEverything() => await CheckAsync(
        () => RealProgram.Start("nc", "127.0.0.1", $"{server.Text.Port}"),
        "text",
        ("split-header", true), ("split-body", true), ("two-in-one", true), ("large", true), ("cut-character", true), ("no-goodbye", false), ("half-close", true));

    [Fact]
    public async Task EchoProgram_PassesAll_WithNobodySittingThere()
    {
        RealProgram.Need("python3");
        await using var console = await server.WatchAsync();
        RealProgram Start() => Python("careful.py", "--echo", $"{server.Tutorial.Port}");
        await using var nobody = new CheckedPerson(Start, types: false);
        var id = await BeginAsync(console, "tutorial");

        var done = await nobody.SitThroughAsync(console, id);

        Assert.All(done.Steps, static step => Assert.Equal((step.Code, CheckUpOutcome.Passed), (step.Code, step.Outcome)));
    }

    private async Task CheckAsync(Func<RealProgram> start, string endpoint, params (string Code, bool Passes)[] wanted)
    {
        RealProgram.Need("python3");
        RealProgram.Need("nc");
        await using var console = await server.WatchAsync();
        await using var person = new CheckedPerson(start);
        var id = await BeginAsync(console, endpoint);

        var done = await person.SitThroughAsync(console, id);

        var table = string.Join('\n', done.Steps.Select(step => $"{step.Code,-14} {step.Outcome,-7} {step.Because} [{step.Start}, {step.End}) of {step.Session}"));
        TestContext.Current.TestOutputHelper?.WriteLine(table);
        Assert.True(wanted.SequenceEqual(done.Steps.Select(static step => (step.Code, step.Outcome == CheckUpOutcome.Passed))), table);

        // What the person saw, which nobody told the check-up.
        for (var i = 0; i < done.Steps.Count; i++)
        {
            var step = $"{i + 1} of {done.Steps.Count}";
            var really = done.Steps[i].Code switch
            {
                "no-goodbye" => person.Ended.Contains(step),
                "half-close" => person.Shown.Contains(step) && person.Ended.Contains(step),
                _ => person.Shown.Contains(step),
            };
            Assert.True(really == (done.Steps[i].Outcome == CheckUpOutcome.Passed), $"{done.Steps[i].Code} was really {(really ? "" : "not ")}to be seen.\n{table}");
        }

        Assert.All(done.Steps, static step => Assert.Equal(step.Outcome == CheckUpOutcome.Failed, step.Hint is not null));
        Assert.All(done.Steps, static step => Assert.True(step is { FirstChunk: not null, Session: not null } && step.End > step.Start, step.ToString()));
    }

    private static async Task<long> BeginAsync(WatchedConsole console, string endpoint)
    {
        var session = await console.SessionAsync(session => session.Endpoint == endpoint && session.Room is not null, "the client");
        var begun = await Soon.GetAsync(
            async () => await console.Connection.StartCheckUpAsync(session.Id) is { Id: not null } started ? started : null, "the check-up beginning");
        return begun.Id!.Value;
    }

    private static RealProgram Python(string program, params string[] arguments) =>
        RealProgram.Start("python3", [Path.Combine(Tutorial, program), .. arguments]);
}
