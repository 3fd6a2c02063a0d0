using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Dialects;

public sealed class DialectsTests
{
    [Theory]
    [InlineData("line", "line")]
    [InlineData("json", "json")]
    [InlineData("header64", "header64")]
    [InlineData("header:64", "header64")]
    [InlineData("header:10", "header:10")]
    [InlineData("header10", "header:10")]
    [InlineData("nul", "nul")]
    [InlineData("raw", "raw")]
    [InlineData("auto", "auto")]
    public void Parse_KnownName_FindsTheDialect(string name, string shown)
    {
        var dialect = WebChatBridge.Protocol.Dialects.Parse(name, 1000);

        Assert.Equal(shown, dialect.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("header")]
    [InlineData("header:0")]
    [InlineData("header:10000")]
    [InlineData("header:-1")]
    [InlineData("Line")]
    [InlineData("NUL")]
    public void Parse_UnknownName_SaysWhichThereAre(string name)
    {
        var error = Assert.Throws<FormatException>(() => WebChatBridge.Protocol.Dialects.Parse(name, 1000));

        Assert.Contains($"\"{name}\"; there are header64, header:N", error.Message, StringComparison.Ordinal);
    }
}
