using WebChatBridge.Protocol;

namespace WebChatBridge.Fuzz.Tests;

/// <summary>The oracles can fail: each fault is found, with a file that finds it again; without one nothing is.</summary>
public sealed class NegativeControlTests : IDisposable
{
    private const int Inputs = 3_000;

    private readonly List<string> written = [];

    public void Dispose() => written.ForEach(File.Delete);

    [Theory]
    [InlineData(Fault.Throws)]
    [InlineData(Fault.ReadsPieces)]
    [InlineData(Fault.TrustsLength)]
    [InlineData(Fault.Misplaces)]
    [InlineData(Fault.Stands)]
    [InlineData(Fault.LosesAByte)]
    [InlineData(Fault.MeasuresNothing)]
    public void BrokenReader_IsFound_AndItsFileFindsItAgain(Fault fault)
    {
        var found = Assert.Throws<FoundException>(() => Fuzz(fault));

        written.Add(found.File);
        var again = Record.Exception(() => OracleOf(fault).Check(File.ReadAllBytes(found.File)));
        Assert.Equal(found.InnerException!.GetType(), again?.GetType());
        Assert.Null(Record.Exception(() => OracleOf(Fault.None).Check(File.ReadAllBytes(found.File))));
        Assert.Contains($"WCB_FUZZ_REPLAY={found.File} ", found.Message);
    }

    [Fact]
    public void SameReader_WithoutAFault_IsNot() => Fuzz(Fault.None);

    private static void Fuzz(Fault fault) => Campaign.Try(
        $"broken-{fault}", new Mutator(Corpus.Instance.Of("header"), Corpus.Instance), Inputs, OracleOf(fault).Check);

    private static DialectOracle OracleOf(Fault fault)
    {
        var broken = new BrokenDialect(new HeaderDialect(10, maxMessageBytes: 65_536), fault);
        return new DialectOracle(_ => broken);
    }
}
