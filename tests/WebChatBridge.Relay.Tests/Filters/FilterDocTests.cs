using System.Text.RegularExpressions;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Filters;

/// <summary>docs/filter.md says what the code does.</summary>
public sealed partial class FilterDocTests
{
    private static readonly string Doc = File.ReadAllText(FenceTests.FromRoot("docs/filter.md"));

    [Fact]
    public void FirstColumn_IsOneTermOfEachField()
    {
        var terms = Row().Matches(Doc).Select(match => Filter.Parse(match.Groups["term"].Value)).ToList();

        Assert.All(terms, filter => Assert.Empty(filter.Problems));
        Assert.Equal(Enum.GetValues<FilterField>(), terms.Select(filter => Assert.Single(filter.Terms).Field).Distinct().OrderBy(static field => field));
    }

    [Fact]
    public void Examples_AreReadWithoutAProblem()
    {
        var examples = Example().Matches(Doc).Select(match => match.Groups["term"].Value).ToList();

        Assert.True(examples.Count >= 12);
        Assert.All(examples, text => Assert.Empty(Filter.Parse(text).Problems));
        Assert.All(examples, text => Assert.All(Filter.Parse(text).Terms, term => Assert.NotEqual(term.Off, term.Active)));
    }

    [Fact]
    public void Names_InTheDocument_AreThoseThereAre()
    {
        Assert.All(Enum.GetNames<FrameKind>(), kind => Assert.Contains($"`{kind.ToLowerInvariant()}`", Doc, StringComparison.Ordinal));
        Assert.All(
            Assert.Single(Filter.Parse("has:?").Problems).Sentence.Split("takes ")[1].Split(", not")[0].Split(", "),
            kind => Assert.Contains($"`{kind}`", Doc, StringComparison.Ordinal));
        Assert.Contains($"at most {Filter.MaxLength:N0} characters", Doc, StringComparison.Ordinal);
        Assert.Contains("at most 256 characters", Doc, StringComparison.Ordinal);
        Assert.Empty(Filter.Parse($"/{new string('a', 256)}/").Problems);
    }

    [GeneratedRegex(@"^\| `(?<term>[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<term>(?:-|off:|from:|to:|in:|has:|hex:|len|hint:|event:|/)[^`]{2,})`")]
    private static partial Regex Example();
}
