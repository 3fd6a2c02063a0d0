using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class TextViewTests
{
    [Fact]
    public void Of_Controls_StandThereByTheirNames() =>
        Assert.Equal(
            [Plain("hi"), Control("CR"), Control("LF"), Plain("\nto"), Control("NUL"), Control("ESC"), Plain("[1m")],
            TextView.Of("hi\r\nto\0\u001b[1m"u8));

    [Fact]
    public void Of_OneLine_DoesNotBreakIt() => Assert.Equal([Plain("a"), Control("LF"), Plain("b")], TextView.Of("a\nb"u8, breaks: false));

    [Fact]
    public void Of_WhatIsNoUtf8_StandsThereInHex() =>
        Assert.Equal(
            [Plain("caf"), new TextPart(TextPartKind.Invalid, "\\xe9", "no UTF-8: \\xe9"), Plain("!")],
            TextView.Of([.. "caf"u8, 0xe9, (byte)'!']));

    [Fact]
    public void Of_ACutCharacter_StandsThereInHex() =>
        Assert.Equal([Plain("a"), new TextPart(TextPartKind.Invalid, "\\xe2\\x82", "no UTF-8: \\xe2\\x82")], TextView.Of([(byte)'a', 0xe2, 0x82]));

    [Theory]
    [InlineData("\u202e", "U+202E")]
    [InlineData("\u200b", "U+200B")]
    [InlineData("\u0085", "U+0085")]
    public void Of_WhatMovesOtherText_IsNamed(string text, string name) =>
        Assert.Equal([Control(name)], TextView.Of(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Json_EachLine_IsLaidOut() => Assert.Equal(2, TextView.Json("{\"a\":1}\n[2]\r\n"u8).Count);

    [Fact]
    public void Json_OverSeveralLines_IsOne() => Assert.Single(TextView.Json("{\n \"a\": 1\n}\n"u8));

    [Theory]
    [InlineData("")]
    [InlineData("hello\n")]
    [InlineData("{\"a\":1}\nhello\n")]
    [InlineData("{\"a\":")]
    [InlineData("12")]
    public void Json_OtherText_IsNone(string text) => Assert.Empty(TextView.Json(System.Text.Encoding.UTF8.GetBytes(text)));

    private static TextPart Plain(string text) => new(TextPartKind.Plain, text);

    private static TextPart Control(string name) => new(TextPartKind.Control, name, name);
}
