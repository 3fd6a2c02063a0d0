using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>A program that answers by itself.</summary>
public sealed class EchoCheckUpTests : CheckUpTest
{
    [Fact]
    public async Task EchoProgram_PassesAll_WithNobodySittingThere()
    {
        RealProgram.Need("python3");
        await using var console = await Server.WatchAsync();
        RealProgram Start() => Python("careful.py", "--echo", $"{Server.Tutorial.Port}");
        await using var nobody = new CheckedPerson(Start, types: false);
        var id = await BeginAsync(console, "tutorial");

        var done = await nobody.SitThroughAsync(console, id);

        Assert.All(done.Steps, static step => Assert.Equal((step.Code, CheckUpOutcome.Passed), (step.Code, step.Outcome)));
    }
}
