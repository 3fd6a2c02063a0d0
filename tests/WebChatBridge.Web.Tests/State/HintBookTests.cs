using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class HintBookTests
{
    private readonly HintBook _book = new();

    [Fact]
    public void Add_TheSameAgain_KeepsTheList()
    {
        _book.Add([Of(1, "H3")]);
        var before = _book.BySeq[1];

        _book.Add([Of(1, "H3")]);

        Assert.Same(before, _book.BySeq[1]);
    }

    [Fact]
    public void Add_AnotherOne_IsBesideTheFirst_AChangedOne_InItsPlace()
    {
        _book.Add([Of(1, "H3"), Of(1, "H12")]);
        _book.Add([Of(1, "H3") with { Hint = HintFlagsTests.Hint("H3", HintSeverity.Warning) }]);

        Assert.Equal(["H12", "H3"], _book.BySeq[1].Select(hint => hint.Code).Order(StringComparer.Ordinal));
        Assert.Equal(HintSeverity.Warning, _book.BySeq[1].Single(hint => hint.Code == "H3").Severity);
    }

    [Fact]
    public void Add_Many_KeepsTheNewest()
    {
        _book.Add([.. Enumerable.Range(1, HintBook.Most + 10).Select(seq => Of(seq, "H3"))]);

        Assert.Equal((HintBook.Most, 11L), (_book.BySeq.Count, _book.BySeq.Keys.Min()));
    }

    private static MessageHint Of(long seq, string code) => new("lobby", seq, HintFlagsTests.Hint(code, HintSeverity.Note));
}
