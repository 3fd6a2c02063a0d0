namespace WebChatBridge.Server.Tests;

/// <summary>The tutorial's own client, as it is.</summary>
public sealed class TutorialCheckUpTests : CheckUpTest
{
    // It fails by silence, which is waited for in almost every step.
    private protected override string[] Settings => ["--Relay:Practice:Answer=00:00:03"];

    [Fact]
    public async Task TutorialClient_Unmodified_FailsWhatItReallyFails() => await CheckAsync(
        () => Python("tom.py", $"{Server.Tutorial.Port}", "127.0.0.1"),
        "tutorial",
        ("split-header", false), ("split-body", false), ("two-in-one", true), ("large", false), ("cut-character", false), ("no-goodbye", false), ("half-close", false));
}
