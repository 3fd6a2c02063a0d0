namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>Each oracle is seen to fail: against a double that breaks its promise on purpose.</summary>
public sealed class OracleTests
{
    private const int Seeds = 150;

    [Theory]
    [InlineData("StoreAcksUnsynced", "P1")]
    [InlineData("StoreLosesMessages", "P1")]
    [InlineData("AckIsForged", "P1")]
    [InlineData("SenderIsSilencedOnce", "P2")]
    [InlineData("StoreKeepsTwice", "P2")]
    [InlineData("StoreAltersText", "P2")]
    [InlineData("StoreTurnsBatches", "P3")]
    [InlineData("StoreSkipsNumbers", "P4")]
    [InlineData("ReaderMissesOne", "P4")]
    [InlineData("ReaderSwapsTwo", "P4")]
    [InlineData("ReaderGetsOneTwice", "P4")]
    [InlineData("StoreKeepsTwice", "P5")]
    [InlineData("StoreForgetsIds", "P5")]
    [InlineData("ReasonIsSwallowed", "P6")]
    [InlineData("NobodyIsTooSlow", "P6")]
    [InlineData("ReplaySkips", "P10")]
    [InlineData("ReplayRepeats", "P10")]
    public void BrokenOnPurpose_IsSeen(string mutant, string promise)
    {
        var plan = Plan.Whole with { Mutant = Enum.Parse<Mutant>(mutant) };

        var seen = Enumerable.Range(1, Seeds).Select(seed => Campaign.Broken(seed, plan)).FirstOrDefault(broken => broken?.StartsWith($"{promise}: ", StringComparison.Ordinal) == true);

        Assert.True(seen is not null, $"{Seeds} seeds with {mutant}, and {promise} was not seen to break.");
    }
}
