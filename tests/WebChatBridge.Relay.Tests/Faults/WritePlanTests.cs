using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Faults;

/// <summary>What pieces leave, and when.</summary>
public sealed class WritePlanTests
{
    private static readonly Misbehaviour Slice = new(MisbehaviourKind.Slice, Bytes: 3, Gap: 50);
    private static readonly Misbehaviour Merge = new(MisbehaviourKind.Merge, Messages: 3, Gap: 500);
    private static readonly Misbehaviour Delay = new(MisbehaviourKind.Delay, Gap: 500);

    [Fact]
    public void Slice_TakesAllThatWaits_InPiecesWithGaps()
    {
        var step = WritePlan.Next(Slice, [At(10, 0), At(14, 0)], from: 4, Ms(0));

        Assert.Equal((10, 2, 3, Ms(50), "sliced to 3 B"), (step.Bytes, step.Units, step.Piece, step.Gap, step.Note));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(3, null)]
    [InlineData(4, "sliced to 3 B")]
    public void Slice_OfWhatIsNotLarger_IsNoSlice(int bytes, string? note) =>
        Assert.Equal(note, WritePlan.Next(Slice, [At(bytes, 0)], from: 0, Ms(0)).Note);

    [Fact]
    public void Merge_WaitsForTheOthers_NoLongerThanItsGap()
    {
        var early = WritePlan.Next(Merge, [At(5, 100), At(9, 300)], from: 0, Ms(400));
        var late = WritePlan.Next(Merge, [At(5, 100), At(9, 300)], from: 0, Ms(600));

        Assert.Equal((0, Ms(200)), (early.Bytes, early.Wait));
        Assert.Equal((9, 2, "merged 2 messages"), (late.Bytes, late.Units, late.Note));
    }

    [Fact]
    public void Merge_OfMoreThanItWants_TakesExactlySoMany_InOnePiece()
    {
        var step = WritePlan.Next(Merge, [At(100_000, 0), At(100_005, 0), At(100_009, 0), At(100_010, 0)], from: 0, Ms(0));

        Assert.Equal((100_009, 3, 100_009, "merged 3 messages"), (step.Bytes, step.Units, step.Piece, step.Note));
    }

    [Fact]
    public void Delay_LetsGoWhatIsDue_AndNothingElse()
    {
        Unit[] waiting = [At(5, 0), At(9, 100), At(12, 450)];

        var early = WritePlan.Next(Delay, waiting, from: 0, Ms(450));
        var due = WritePlan.Next(Delay, waiting, from: 0, Ms(600));

        Assert.Equal((0, Ms(50)), (early.Bytes, early.Wait));
        Assert.Equal((9, 2, "delayed 500 ms"), (due.Bytes, due.Units, due.Note));
    }

    [Fact]
    public void ByHand_LeavesAlone_InItsPlace()
    {
        Unit[] waiting = [At(5, 0), At(9, 0), At(12, 0, "by alice"), At(20, 0)];

        var before = WritePlan.Next(null, waiting, from: 0, Ms(0));
        var own = WritePlan.Next(null, waiting[2..], from: 9, Ms(0));

        Assert.Equal((9, 2, null), (before.Bytes, before.Units, before.Note));
        Assert.Equal((3, 1, "by alice"), (own.Bytes, own.Units, own.Note));
    }

    [Fact]
    public void ByHand_AfterMessagesThatWaitToBeMerged_DoesNotWait()
    {
        var step = WritePlan.Next(Merge, [At(5, 0), At(9, 0, "by alice")], from: 0, Ms(1));

        Assert.Equal((5, "merged 1 message"), (step.Bytes, step.Note));
    }

    [Fact]
    public void ByHand_IsTreatedBadlyToo_AndSaysBoth()
    {
        var sliced = WritePlan.Next(Slice, [At(9, 0, "resent from 1042")], from: 0, Ms(0));
        var delayed = WritePlan.Next(Delay, [At(9, 0, "by alice")], from: 0, Ms(500));

        Assert.Equal("resent from 1042, sliced to 3 B", sliced.Note);
        Assert.Equal("by alice, delayed 500 ms", delayed.Note);
        Assert.Equal(0, WritePlan.Next(Delay, [At(9, 0, "by alice")], from: 0, Ms(499)).Bytes);
    }

    [Fact]
    public void Cut_WhenItIsSwitchedOff_LeavesTheRestPlainly()
    {
        var step = WritePlan.Next(Slice, [At(9, 0, "by alice")], from: 0, Ms(0));

        var rest = WritePlan.Cut(step, null);
        var other = WritePlan.Cut(step, Slice with { Bytes = 2, Gap = 0 });

        Assert.Equal((Flush.WriteBytes, TimeSpan.Zero, "by alice"), (rest.Piece, rest.Gap, rest.Note));
        Assert.Equal((2, TimeSpan.Zero, "by alice, sliced to 2 B"), (other.Piece, other.Gap, other.Note));
    }

    private static Unit At(long end, int ms, string? note = null) => new(end, Ms(ms), note);

    private static TimeSpan Ms(int ms) => TimeSpan.FromMilliseconds(ms);
}
