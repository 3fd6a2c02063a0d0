using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Dialects;

public sealed class LineWriterTests
{
    private static readonly LineDialect Dialect = new(maxMessageBytes: 1000, commands: true);

    [Fact]
    public void Message_Attributed_IsNameAndText() => Assert.Equal("Tom: hi\n", Spell.Text(Dialect, Say.Named("Tom", "hi")));

    [Fact]
    public void Message_ToACrLfClient_EndsInCrLf() => Assert.Equal("Tom: hi\r\n", Spell.Text(Dialect.CrLf, Say.Named("Tom", "hi")));

    [Fact]
    public void Message_Direct_SaysSo() => Assert.Equal("Tom (to you): psst\n", Spell.Text(Dialect, Say.Named("Tom", "psst", direct: true)));

    [Fact]
    public void Message_NotAttributed_KeepsEveryByte()
    {
        byte[] payload = [0, 7, 27, (byte)'x', 255, 128];

        Assert.Equal([.. payload, (byte)'\n'], Spell.Bytes(Dialect, Say.Plain(payload)));
    }

    [Theory]
    [InlineData("\u001b[2Jx", "␛[2Jx")]
    [InlineData("a\tb", "a\tb")]
    [InlineData("a\0\a\b\u007f", "a␀␇␈␡")]
    [InlineData("a\u009b31m", "a\uFFFD31m")]
    [InlineData("\u202Egnp.exe", "\uFFFDgnp.exe")]
    [InlineData("\u2066a\u2069\u200E\u200F\u061C", "\uFFFDa\uFFFD\uFFFD\uFFFD\uFFFD")]
    [InlineData("héllo wörld, 日本語 👩‍👩‍👧 é", "héllo wörld, 日本語 👩‍👩‍👧 é")]
    [InlineData("one\ntwo", "one\n  two")]
    [InlineData("one\r\ntwo", "one\n  two")]
    [InlineData("one\rTom: forged", "one\n  Tom: forged")]
    [InlineData("one\n* forged notice", "one\n  * forged notice")]
    [InlineData("one\u2028two\u0085three\u2029", "one\n  two\n  three\n  ")]
    [InlineData("one\vtwo\fthree\u001cfour", "one␋two␌three␜four")]
    [InlineData("one\n", "one")]
    [InlineData("one\r\n", "one")]
    [InlineData("\n\n", "\n  ")]
    [InlineData("", "")]
    public void Message_HostileText_CannotActOrForgeALine(string said, string shown)
    {
        Assert.Equal($"Tom: {shown}\n", Spell.Text(Dialect, Say.Named("Tom", said)));
        Assert.Equal($"Tom: {shown}\n".Replace("\n", "\r\n", StringComparison.Ordinal), Spell.Text(Dialect.CrLf, Say.Named("Tom", said)));
    }

    [Fact]
    public void Message_InvalidUtf8_IsShownAsReplacementCharacters()
    {
        var message = new ServerEvent.Message(Say.Message([(byte)'a', 0xFF, (byte)'b', 0xC3, (byte)'c', 0xE2, 0x82]));

        Assert.Equal("Tom: a\uFFFDb\uFFFDc\uFFFD\n", Spell.Text(Dialect, message));
    }

    [Fact]
    public void Welcome_NamesTheSessionItsRoomAndTheHelp()
    {
        var text = Spell.Text(Dialect, new ServerEvent.Welcome(1, "amber-otter", "lobby", 41, new WireLimits(1, 1, 1, 1), "0.1"));

        Assert.Equal("* welcome, you are amber-otter in lobby - /help lists what you can do\n", text);
    }

    [Fact]
    public void Presence_SaysWhatHappened()
    {
        Assert.Equal("* Tom joined lobby (3 here)\n", Spell.Text(Dialect, new ServerEvent.Presence("lobby", PresenceChange.Joined, Say.Tom, 3)));
        Assert.Equal("* Tom left lobby (2 here)\n", Spell.Text(Dialect, new ServerEvent.Presence("lobby", PresenceChange.Left, Say.Tom, 2)));
        Assert.Equal(
            "* Tom left lobby (2 here): too slow\n",
            Spell.Text(Dialect, new ServerEvent.Presence("lobby", PresenceChange.Left, Say.Tom, 2, Reason: "too slow")));
        Assert.Equal(
            "* tim is Tom now\n", Spell.Text(Dialect, new ServerEvent.Presence("lobby", PresenceChange.Renamed, Say.Tom, 2, Was: "tim")));
    }

    [Fact]
    public void Lists_AreNotices()
    {
        Assert.Equal("* 9 in lobby: Tom, Tom and 7 more\n", Spell.Text(Dialect, new ServerEvent.Who("lobby", [Say.Tom, Say.Tom], 9)));
        Assert.Equal(
            "* 1 room:\n* lobby (3 here, 41 messages)\n",
            Spell.Text(Dialect, new ServerEvent.Rooms([new RoomSummary("lobby", 3, 41)])));
        Assert.Equal(
            "* 1 message of lobby (times are UTC):\n* 12:03:11 Tom: a\n  b\n",
            Spell.Text(Dialect, new ServerEvent.History("lobby", [Say.Message("a\nb"u8.ToArray())])));
        Assert.Equal("* lobby has no messages to show\n", Spell.Text(Dialect, new ServerEvent.History("lobby", [])));
    }

    [Fact]
    public void Everything_ButAnAck_BeginsLikeANotice()
    {
        foreach (var what in Say.Other.Append(new ServerEvent.Bye("server stopping")).Where(what => what is not ServerEvent.Ack))
        {
            Assert.StartsWith("* ", Spell.Text(Dialect, what), StringComparison.Ordinal);
        }

        Assert.Equal("", Spell.Text(Dialect, new ServerEvent.Ack("a", "lobby", 1)));
    }

    [Fact]
    public void Help_IsOneNoticeWithIndentedLines()
    {
        var lines = Spell.Text(Dialect, new ServerEvent.Notice(LineCommands.Help)).TrimEnd('\n').Split('\n');

        Assert.StartsWith("* ", lines[0], StringComparison.Ordinal);
        Assert.All(lines[1..], line => Assert.StartsWith("  /", line, StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("/join ROOM", StringComparison.Ordinal));
    }

    [Fact]
    public void Notice_WithHostileWords_IsCleaned() =>
        Assert.Equal("* no room ␛[2J\n", Spell.Text(Dialect, new ServerEvent.Notice("no room \u001b[2J")));

    [Fact]
    public void Message_Plain_AllocatesNothing()
    {
        var output = new CountingBuffer();
        var events = new[] { Say.Named("Tom", "hello there"), Say.Named("Tom", "grüße 日本"), Say.Plain(new byte[500]) };
        long allocated = 0;
        for (var round = 0; round < 200; round++)
        {
            output.Reset();
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var what in events)
            {
                Dialect.Write(what, output);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }
}
