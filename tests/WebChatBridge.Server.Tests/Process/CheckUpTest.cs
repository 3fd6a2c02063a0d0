using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>
/// Real programs are checked while somebody sits before them: what the check-up says of each step is what was really to be seen.
/// Most of the time is spent in waiting, so each client has a class of its own: they wait side by side.
/// </summary>
public abstract class CheckUpTest : IAsyncLifetime
{
    private static readonly string Tutorial = Path.Combine(ServerProcess.Root, "tests", "Shared", "tutorial");

    internal LiveServer Server { get; private set; } = null!;

    private protected virtual string[] Settings => [];

    public async ValueTask InitializeAsync() => Server = await LiveServer.StartAsync(Settings);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task CheckAsync(Func<RealProgram> start, string endpoint, params (string Code, bool Passes)[] wanted)
    {
        RealProgram.Need("python3");
        RealProgram.Need("nc");
        await using var console = await Server.WatchAsync();
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

    private protected static async Task<long> BeginAsync(WatchedConsole console, string endpoint)
    {
        var session = await console.SessionAsync(session => session.Endpoint == endpoint && session.Room is not null, "the client");
        var begun = await Soon.GetAsync(
            async () => await console.Connection.StartCheckUpAsync(session.Id) is { Id: not null } started ? started : null, "the check-up beginning");
        return begun.Id!.Value;
    }

    private protected static RealProgram Python(string program, params string[] arguments) =>
        RealProgram.Start("python3", [Path.Combine(Tutorial, program), .. arguments]);
}
