namespace WebChatBridge.Fuzz.Tests;

/// <summary>The corpus is what its page says: many small files, each its own.</summary>
public sealed class CorpusTests
{
    [Fact]
    public void Corpus_HasManySmallFiles_EachOnce()
    {
        Assert.True(Corpus.Instance.Files.Count >= 300, $"{Corpus.Instance.Files.Count} files.");
        Assert.All(Corpus.Instance.All, static file => Assert.InRange(file.Length, 1, 16 * 1_024));
        Assert.Empty(
            Corpus.Instance.Files.GroupBy(static file => Convert.ToHexString(File.ReadAllBytes(file)), StringComparer.Ordinal)
                .Where(static same => same.Count() > 1 && same.Select(Path.GetDirectoryName).Distinct(StringComparer.Ordinal).Count() < same.Count())
                .Select(static same => string.Join(" = ", same.Select(Path.GetFileName))));
    }

    [Fact]
    public void Page_CountsEveryFolder() =>
        Assert.All(
            Directory.EnumerateDirectories(Path.Combine(Repository.Root, "tests", "corpus")),
            static folder => Assert.Contains($"`{Path.GetFileName(folder)}/`", File.ReadAllText(Path.Combine(folder, "..", "README.md"))));

    [Fact]
    public void Input_OfASeed_IsTheSameEachTime_AndTheNextIsAnother()
    {
        Assert.Equal(Make(1, 7), Make(1, 7));
        Assert.NotEqual(Make(1, 7), Make(1, 8));
        Assert.NotEqual(Make(1, 7), Make(2, 7));
    }

    [Fact]
    public void Words_AreReadWithTheirBytes()
    {
        Assert.Contains(Corpus.Instance.Words, static word => Convert.ToHexString(word) == "FFFB01");
        Assert.Contains(Corpus.Instance.Words, static word => word.AsSpan().SequenceEqual("{\"type\":"u8));
    }

    private static byte[] Make(ulong seed, long input)
    {
        var chance = Chance.Of(seed, input);
        return new Mutator(Corpus.Instance.All, Corpus.Instance).Make(ref chance).ToArray();
    }
}
