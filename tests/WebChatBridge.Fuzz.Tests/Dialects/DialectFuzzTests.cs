namespace WebChatBridge.Fuzz.Tests;

/// <summary>Every dialect against inputs made from the corpus.</summary>
public sealed class DialectFuzzTests(ITestOutputHelper output)
{
    private const int Usual = 3_500;

    public static TheoryData<string> Lanes => Lane.Names;

    [Theory]
    [MemberData(nameof(Lanes))]
    public void Dialect_AnyInput_BreaksNothing(string name)
    {
        var lane = Lane.Of(name);
        output.WriteLine(Campaign.Run(name, lane.Mutator(), Usual, new DialectOracle(lane.For).Check));
    }

    [Theory]
    [MemberData(nameof(Lanes))]
    public void Dialect_EverySeed_BreaksNothing(string name)
    {
        var oracle = new DialectOracle(Lane.Of(name).For);
        Assert.All(Corpus.Instance.Files, file => oracle.Check(File.ReadAllBytes(file)));
    }
}
