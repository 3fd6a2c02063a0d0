namespace WebChatBridge.Relay.Tests.Sessions;

public sealed class NameRulesTests
{
    [Theory]
    [InlineData("Tom", "Tom")]
    [InlineData(" tom-2 ", "tom-2")]
    [InlineData("a_b.c", "a_b.c")]
    [InlineData("José", "José")]
    [InlineData("Jose\u0301", "José")]
    [InlineData("Nguye\u0302\u0303n", "Nguyễn")]
    [InlineData("\u1112\u1161\u11AB", "한")]
    [InlineData("\u212Bsa", "Åsa")]
    [InlineData("日本語", "日本語")]
    [InlineData("नमस्ते", "नमस्ते")]
    [InlineData("ที่นี่", "ที่นี่")]
    [InlineData("𝒯om", "𝒯om")]
    [InlineData("12345678901234567890123456789012", "12345678901234567890123456789012")]
    public void TryName_GoodName_IsComposed(string wanted, string name)
    {
        Assert.True(NameRules.TryName(wanted, 32, out var given, out var reason), reason);
        Assert.Equal(name, given);
        Assert.Null(reason);
    }

    [Theory]
    [InlineData("", "at least one letter or digit")]
    [InlineData("   ", "at least one letter or digit")]
    [InlineData("...", "at least one letter or digit")]
    [InlineData("Tom Tom", "has a space in it")]
    [InlineData("Tom:", "has ':' in it")]
    [InlineData("<b>", "has '<' in it")]
    [InlineData("tom\n", null)]
    [InlineData("to\nm", "has U+000A in it")]
    [InlineData("to\u202Em", "has U+202E in it")]
    [InlineData("to\u200Bm", "has U+200B in it")]
    [InlineData("😀", "has U+1F600 in it")]
    [InlineData("Z\u0340algo", "has U+0340 in it")]
    [InlineData("\u3164", "has U+3164 in it")]
    [InlineData("a\uFE0Fb", "has U+FE0F in it")]
    [InlineData("\u0E34a", "has U+0E34 in it")]
    [InlineData("a\ud800", "has U+FFFD in it")]
    [InlineData("123456789012345678901234567890123", "has 33 characters; the limit is 32 (Relay:Limits:NameChars)")]
    public void TryName_BadName_IsRefusedWithAReason(string wanted, string? because)
    {
        var good = NameRules.TryName(wanted, 32, out _, out var reason);

        Assert.Equal(because is null, good);
        Assert.Contains(because ?? "", reason ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plc-3", null)]
    [InlineData("Büro", null)]
    [InlineData("@3+17", "direct lines")]
    [InlineData("a b", "has a space in it")]
    [InlineData("..", "at least one letter or digit")]
    [InlineData("a/b", "has '/' in it")]
    [InlineData("日本語日本語日本語日本語日本語日本語日本語日", "66 bytes; the limit is 64 (Relay:Limits:RoomBytes)")]
    public void TryRoom_IsJudgedByTheSameAlphabet(string wanted, string? because)
    {
        var good = NameRules.TryRoom(wanted, 64, out _, out var reason);

        Assert.Equal(because is null, good);
        Assert.Contains(because ?? "", reason ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Tom", "tOM")]
    [InlineData("Tom", "T0m")]
    [InlineData("Tom", "Тоm")]
    [InlineData("tom", "tοm")]
    [InlineData("Tom", "Ｔｏｍ")]
    [InlineData("Tom", "𝐓𝗼𝚖")]
    [InlineData("Tom", "torn")]
    [InlineData("Bill", "B1ll")]
    [InlineData("Bill", "BiIl")]
    [InlineData("bill", "bıll")]
    [InlineData("savvy", "sawy")]
    [InlineData("ALICE", "АLІСЕ")]
    [InlineData("José", "Jose\u0301")]
    [InlineData("Éva", "éva")]
    [InlineData("Ольга", "ольга")]
    [InlineData("Νίκος", "νίκοσ")]
    [InlineData("tom2", "tom٢")]
    public void Key_NamesThatLookAlike_HaveOneKey(string one, string other) => Assert.Equal(NameRules.Key(one), NameRules.Key(other));

    [Theory]
    [InlineData("Tom", "Tim")]
    [InlineData("tom-2", "tom-3")]
    [InlineData("tom-10", "tom-11")]
    [InlineData("Jose", "José")]
    [InlineData("Ольга", "Елена")]
    public void Key_NamesThatDiffer_HaveTwo(string one, string other) => Assert.NotEqual(NameRules.Key(one), NameRules.Key(other));

    [Fact]
    public void RoomKey_IgnoresCaseOnly()
    {
        Assert.Equal(NameRules.RoomKey("Büro"), NameRules.RoomKey("BU\u0308RO"));
        Assert.NotEqual(NameRules.RoomKey("r0om"), NameRules.RoomKey("room"));
    }

    [Fact]
    public void SpeakableNames_AreGoodNamesAndDiffer()
    {
        var names = Enumerable.Range(1, 4096).Select(number => SpeakableNames.For(number)).ToList();

        Assert.Equal(4096, names.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(4096, names.Select(NameRules.Key).Distinct(StringComparer.Ordinal).Count());
        Assert.All(names, name => Assert.True(NameRules.TryName(name, 32, out _, out _)));
        Assert.NotEmpty(SpeakableNames.For(long.MaxValue));
        Assert.NotEmpty(SpeakableNames.For(-1));
    }
}
