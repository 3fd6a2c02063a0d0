using CsCheck;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Filters;

public sealed class FilterEditTests
{
    private static readonly Gen<string> Piece = Gen.OneOf<string>(
        "a", "b c", " ", "\t", "\"", "\\", "/", "/i", "-", "off:", "from:", "to:", "in:", "dir:in", "len>", "len", "1", "has:nul", "hex:", "0d", "|", ":", "*",
        "hint:any", "session:17", "kind:goodbye", "event:closed", "(", "[", "{", "é", "\ud83d\ude42", "\ud800", "\u202e", "\0", "\n");

    private static readonly Gen<string> Text = Gen.OneOf(Piece.Array[0, 14].Select(string.Concat), Gen.String[0, 30]);

    private static readonly TrafficRow Row = new() { Seq = 1, At = 0, Session = 17, Name = "a", Content = [0x61, 0xFF, 0x0D], Direction = Direction.In, Length = 3 };

    [Fact]
    public void AnyText_IsReadWithoutAFault_AndAskedOfARow() => Text.Sample(text =>
    {
        var filter = Filter.Parse(text);
        filter.Matches(Row);
        filter.InText(text);
        filter.InBytes(Row.Content);

        var end = 0;
        foreach (var term in filter.Terms)
        {
            Assert.True(term.Start >= end);
            Assert.Equal(text[term.Start..term.End], term.Text);
            Assert.True(string.IsNullOrWhiteSpace(text[end..term.Start]));
            end = term.End;
        }

        Assert.True(string.IsNullOrWhiteSpace(text[end..]));
        Assert.All(filter.Problems, problem => Assert.InRange(problem.Start + problem.Length, 1, text.Length));
    });

    [Fact]
    public void Terms_WrittenOneAfterAnother_AreTheSameTerms() => Text.Sample(text =>
    {
        var terms = Filter.Parse(text).Terms;

        Assert.Equal(Meaning(terms), Meaning(Filter.Parse(string.Join(' ', terms.Select(term => term.Text))).Terms));
    });

    [Fact]
    public void Without_LeavesTheOthers() => Gen.Select(Text, Gen.Int[0, 5]).Sample((text, index) =>
    {
        var filter = Filter.Parse(text);
        if (index < filter.Terms.Count)
        {
            var rest = Filter.Parse(filter.Without(filter.Terms[index]));

            Assert.Equal(Meaning(filter.Terms.Where((_, at) => at != index)), Meaning(rest.Terms));
        }
    });

    [Fact]
    public void Toggled_SwitchesOneTerm_AndBack() => Gen.Select(Text, Gen.Int[0, 5]).Sample((text, index) =>
    {
        var filter = Filter.Parse(text);
        if (index < filter.Terms.Count && filter.Terms[index] is var term)
        {
            var once = Filter.Parse(filter.Toggled(term));
            var twice = Filter.Parse(once.Toggled(once.Terms[index]));

            Assert.Equal(!term.Off, once.Terms[index].Off);
            Assert.Equal((term.Off, term.Field, term.Value), (twice.Terms[index].Off, twice.Terms[index].Field, twice.Terms[index].Value));
        }
    });

    [Fact]
    public void Spelled_IsReadAsMeant() =>
        Gen.Select(Text.Where(text => text.Length > 0), Gen.OneOf<FilterField>(FilterField.Text, FilterField.From, FilterField.To, FilterField.In, FilterField.Session, FilterField.Event), Gen.Bool)
            .Sample((value, field, excludes) =>
            {
                var filter = Filter.Parse(Filter.Spell(field, value, excludes));

                Assert.Empty(filter.Problems);
                var term = Assert.Single(filter.Terms);
                Assert.Equal((field, value, excludes, true), (term.Field, term.Value, term.Excludes, term.Active));
            });

    [Fact]
    public void With_AnyTextBefore_HasTheTermOnce() => Text.Sample(text =>
    {
        const string Term = "from:tom";
        var filter = Filter.Parse(Filter.Parse(text).With(Term));

        Assert.Single(filter.Terms, term => term.Text == Term);
        Assert.Equal(filter.Text, filter.With(Term));
    });

    [Theory]
    [InlineData("a b c", 1, "a c")]
    [InlineData("a b c", 0, "b c")]
    [InlineData(" a  b", 1, " a")]
    [InlineData("a", 0, "")]
    public void Without_TakesTheSpaceAlong(string text, int term, string rest)
    {
        var filter = Filter.Parse(text);

        Assert.Equal(rest, filter.Without(filter.Terms[term]));
    }

    [Theory]
    [InlineData("-dir:in b", "off:-dir:in b")]
    [InlineData("off:dir:in b", "dir:in b")]
    [InlineData("off:off:a b", "a b")]
    public void Toggled_IsWrittenBeforeIt(string text, string toggled) => Assert.Equal(toggled, Filter.Parse(text).Toggled(Filter.Parse(text).Terms[0]));

    [Theory]
    [InlineData("", "from:tom")]
    [InlineData("a", "a from:tom")]
    [InlineData("a from:tom b", "a from:tom b")]
    [InlineData("a off:from:tom b", "a from:tom b")]
    [InlineData("\"a b", "from:tom \"a b")]
    public void With_Adds(string text, string result) => Assert.Equal(result, Filter.Parse(text).With("from:tom"));

    [Theory]
    [InlineData(FilterField.From, "tom", "from:tom")]
    [InlineData(FilterField.From, "amber otter", "from:\"amber otter\"")]
    [InlineData(FilterField.From, "a|b", "from:\"a|b\"")]
    [InlineData(FilterField.Text, "-x", "\"-x\"")]
    [InlineData(FilterField.Text, "off:x", "\"off:x\"")]
    [InlineData(FilterField.Hint, "H3", "hint:H3")]
    [InlineData(FilterField.Len, ">100", "len>100")]
    public void Spelled_HasQuotesWhereItNeedsThem(FilterField field, string value, string term) => Assert.Equal(term, Filter.Spell(field, value));

    private static IEnumerable<string> Meaning(IEnumerable<FilterTerm> terms) =>
        terms.Select(term => $"{term.Off} {term.Excludes} {term.Field} {term.Value} {term.Active}");
}
