using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Hints;

/// <summary>docs/hints.md says what the rules say.</summary>
public sealed partial class HintDocTests
{
    private static readonly string Doc = File.ReadAllText(FenceTests.FromRoot("docs/hints.md"));

    public static TheoryData<string> Codes => [.. Enumerable.Range(1, 12).Select(number => $"H{number}")];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Doc_HasTheExamplesOfEveryHint(string code)
    {
        var section = Section(code);

        Assert.All(HintExamples.All.Where(example => example.Code == code), example => Assert.Contains(Spell(example), section, StringComparison.Ordinal));
        Assert.Equal(HintExamples.All.Count(example => example.Code == code), Bytes().Count(section));
    }

    [Fact]
    public void Doc_HasNoOtherHints() =>
        Assert.Equal([.. Codes.Select(code => code.Data)], Heading().Matches(Doc).Select(match => match.Groups["code"].Value));

    private static string Section(string code)
    {
        var start = Doc.IndexOf($"\n## {code} ", StringComparison.Ordinal);
        Assert.True(start >= 0, $"docs/hints.md has no section {code}.");
        var end = Doc.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return end < 0 ? Doc[start..] : Doc[start..end];
    }

    private static string Spell((string Code, string What, Wire Wire) example)
    {
        var hint = example.Wire.Look().Single(hint => hint.Code == example.Code);
        var reads = example.Wire.Trace().Chunks.Select(chunk => $"`{Escaped(chunk.Bytes)}`");
        return $"""
            | bytes | {string.Join(" ┊ ", reads.Prepend(example.What + ":")).TrimEnd(':')} |
            | {hint.Severity.ToString().ToLowerInvariant()} | {Cell(hint.Sentence)} |
            | why | {Cell(hint.Why)} |
            | fix | {Cell(hint.Fix)} |
            """.ReplaceLineEndings("\n").Replace(": ┊", ":", StringComparison.Ordinal);
    }

    private static string Cell(string text) => text.Replace("*", "\\*", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal).Replace("<", "\\<", StringComparison.Ordinal);

    private static string Escaped(byte[] bytes)
    {
        var text = new StringBuilder();
        foreach (var value in bytes)
        {
            text.Append(value switch
            {
                (byte)'\n' => "\\n",
                (byte)'\r' => "\\r",
                0 => "\\0",
                >= 0x20 and < 0x7F => ((char)value).ToString(),
                _ => "\\x" + value.ToString("X2", CultureInfo.InvariantCulture),
            });
        }

        return Spaces().Replace(text.ToString(), run => $"(SP×{run.Length})");
    }

    [GeneratedRegex("^## (?<code>\\S+) ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^\\| bytes \\|", RegexOptions.Multiline)]
    private static partial Regex Bytes();

    [GeneratedRegex(" {9,}")]
    private static partial Regex Spaces();
}
