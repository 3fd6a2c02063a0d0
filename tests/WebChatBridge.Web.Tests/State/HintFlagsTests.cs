using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class HintFlagsTests
{
    [Fact]
    public void Flags_OfAnOrdinaryMessage_AreNone() => Assert.Empty(Of(Samples.Message(1)));

    [Fact]
    public void Flags_OfTheMessageItself_NeedNoHints()
    {
        Assert.Equal("stray CR", Assert.Single(Of(Samples.Message(1, "hi\r"))).Word);
        Assert.Equal("empty message", Assert.Single(Of(Samples.Message(1, ""))).Word);
        Assert.Equal("not UTF-8", Assert.Single(Of(Samples.Message(1) with { Payload = new byte[] { 0xFF } })).Word);
        Assert.Equal("no newline at the end", Assert.Single(Of(Samples.Message(1) with { Unterminated = true })).Word);
    }

    [Fact]
    public void Flags_FromHints_AreOneOfAKind_TheGravestFirst()
    {
        var flags = Of(Samples.Message(1), Hint("H3", HintSeverity.Note), Hint("H12", HintSeverity.Warning), Hint("H3", HintSeverity.Note));

        Assert.Equal(["control characters", "reads ≠ messages"], flags.Select(flag => flag.Word));
        Assert.Equal([false, true], flags.Select(flag => flag.Quiet));
    }

    [Fact]
    public void Flag_KnownToBoth_IsShownOnceWithTheNumbers()
    {
        var flag = Assert.Single(Of(Samples.Message(1, "hi\r"), Hint("H1", HintSeverity.Warning)));

        Assert.Equal(("stray CR", "What H1 says."), (flag.Word, flag.Sentence));
    }

    [Fact]
    public void Flags_AreAtMostThree() =>
        Assert.Equal(HintFlags.Most, Of(Samples.Message(1, ""), [.. Enumerable.Range(1, 12).Select(n => Hint($"H{n}", HintSeverity.Warning))]).Count);

    [Theory]
    [InlineData(HintSeverity.Note)]
    [InlineData(HintSeverity.Warning)]
    public void Word_ForEveryCode_IsShort(HintSeverity severity) =>
        Assert.All(Enumerable.Range(1, 12), n =>
        {
            var word = HintFlags.Word(Hint($"H{n}", severity));
            Assert.NotEqual($"H{n}", word);
            Assert.InRange(word.Length, 4, 24);
        });

    internal static Hint Hint(string code, HintSeverity severity, long start = 0, long end = 1) =>
        new(code, severity, Samples.Tom.Id, Direction.In, start, end, $"What {code} says.", $"Why {code}.", $"What to do about {code}.");

    private static IReadOnlyList<HintFlag> Of(ChatMessage message, params Hint[] hints) => HintFlags.Of(message, message.Text, hints);
}
