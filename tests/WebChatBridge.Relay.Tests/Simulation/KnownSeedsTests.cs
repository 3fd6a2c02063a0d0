namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>Stories that once broke a promise. They are worth less when the simulation changes; each has a test of its own beside it.</summary>
public sealed class KnownSeedsTests
{
    [Fact]
    public void Seed1_PartnerComesWhileTheFirstSeatIsEndedForTooManyEarlyBytes_LosesNothingFromTheMiddle() =>
        Assert.Null(Campaign.Broken(1, Plan.Whole));
}
