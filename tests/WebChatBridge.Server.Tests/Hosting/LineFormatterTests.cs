using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace WebChatBridge.Server.Tests;

[Trait("about", "security")]
public sealed class LineFormatterTests
{
    public static TheoryData<int> Texts => [.. Enumerable.Range(0, HostileTexts.All.Count)];

    [Theory]
    [InlineData("plain ünïcode 🐭", "plain ünïcode 🐭")]
    [InlineData("two\r\nlines\t", @"two\r\nlines\t")]
    [InlineData("\u001b[2Jgone\u0007\u009b", @"\u001b[2Jgone\u0007\u009b")]
    [InlineData("a\u202Eb\u2028c", @"a\u202eb\u2028c")]
    [InlineData("\u200E\u200F\u061C\u2069\uFFF9", @"\u200e\u200f\u061c\u2069\ufff9")]
    [InlineData("a\n12:00:00.000 info  Relay: forged", @"a\n12:00:00.000 info  Relay: forged")]
    [InlineData("\e]0;x\a\0\u007f", @"\u001b]0;x\u0007\u0000\u007f")]
    public void Write_HostileText_IsOneHarmlessLine(string text, string expected) =>
        Assert.Equal($"12:00:00.000 warn  RelayListener: {expected}{Environment.NewLine}", Write(text));

    [Theory]
    [MemberData(nameof(Texts))]
    public void Write_AnyHostileText_IsOneHarmlessLine(int index)
    {
        var written = Write(HostileTexts.All[index]);

        HostileTexts.Harmless("log", written);
        Assert.Equal(written.Length - Environment.NewLine.Length, written.IndexOf('\n', StringComparison.Ordinal));
        Assert.DoesNotContain('\t', written);
    }

    private static string Write(string text)
    {
        var formatter = new LineFormatter(new FakeTimeProvider(Drafts.Noon));
        using var written = new StringWriter();
        formatter.Write(new LogEntry<string>(LogLevel.Warning, "WebChatBridge.Relay.RelayListener", default, text, null, (state, _) => state), null, written);
        return written.ToString();
    }
}
