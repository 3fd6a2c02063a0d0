using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>Captures of sessions put together by hand, read back by tshark.</summary>
public sealed class PcapngTests
{
    private static readonly byte[] EveryByte = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

    [Theory]
    [InlineData("127.0.0.1:40001", "127.0.0.1:5050", "127.0.0.1", 5050)]
    [InlineData("[::1]:40001", "[::1]:5052", "::1", 5052)]
    [InlineData("[::ffff:10.0.0.7]:40001", "0.0.0.0:5051", "192.0.2.1", 5051)]
    public async Task Session_IsAConnection_WithItsBytesTimesAndAddresses(string remote, string listening, string relay, int port)
    {
        var sample = new Sample { Remote = remote, Listening = listening }
            .Out(150, "* welcome, you are tom\n").In(2_000_001, "hel").In(2_000_777, "lo\r\n").Out(2_001_000, EveryByte).In(2_002_000, EveryByte)
            .Closed(3_000_000, CloseCode.PeerClosed);
        using var tshark = await Tshark.OpenAsync(sample.Recording());

        Assert.Empty(await tshark.ComplaintsAsync());
        Assert.Equal((sample.Stream(Direction.In), sample.Stream(Direction.Out)), await tshark.FollowAsync(0), SameBytes.Instance);
        Assert.Equal(
            [(150, Direction.Out, 23), (2_000_001, Direction.In, 3), (2_000_777, Direction.In, 4), (2_001_000, Direction.Out, 256), (2_002_000, Direction.In, 256)],
            (await tshark.SegmentsAsync(0)).Select(segment => (segment.At - Sample.NoonMicros, segment.Direction, segment.Length)));
        var address = relay.Contains(':') ? "ipv6.dst" : "ip.dst";
        Assert.Equal([relay, $"{port}", "40001"], (await tshark.FieldsAsync("tcp.flags.syn == 1 && tcp.flags.ack == 0", address, "tcp.dstport", "tcp.srcport"))[0]);
    }

    [Theory]
    [InlineData(CloseCode.PeerClosed, "40001 FIN, 5051 FIN")]
    [InlineData(CloseCode.Goodbye, "5051 FIN, 40001 FIN")]
    [InlineData(CloseCode.ProtocolViolation, "5051 FIN, 40001 FIN")]
    [InlineData(CloseCode.PeerReset, "40001 RST")]
    [InlineData(CloseCode.TooSlow, "5051 RST")]
    [InlineData(CloseCode.HalfCloseGraceOver, "40001 FIN, 5051 RST")]
    public async Task Ending_IsAsItsReason(CloseCode code, string expected)
    {
        using var tshark = await Tshark.OpenAsync(new Sample().In(1, "hi\n").Closed(2, code).Recording());

        var ends = await tshark.FieldsAsync("tcp.flags.fin == 1 || tcp.flags.reset == 1", "tcp.srcport", "tcp.flags.reset", "frame.comment");

        Assert.Equal(expected, string.Join(", ", ends.Select(end => $"{end[0]} {(end[1] is "1" or "True" ? "RST" : "FIN")}")));
        Assert.Equal($"{code}: it ended", ends[0][2]);
    }

    [Fact]
    public async Task OpenSession_EndsWithItsLastChunk()
    {
        using var tshark = await Tshark.OpenAsync(new Sample().In(1, "hi\n").Recording());

        Assert.Empty(await tshark.FieldsAsync("tcp.flags.fin == 1 || tcp.flags.reset == 1", "frame.number"));
        Assert.Empty(await tshark.ComplaintsAsync());
    }

    [Fact]
    public async Task DroppedBeginning_StartsAtTheFirstKeptByte_AndSaysHowMuchWasBefore()
    {
        var sample = new Sample().Lost(Direction.In, 5_000_000).Lost(Direction.Out, 70).In(10, "kept\n").Out(11, "answer\n");
        using var tshark = await Tshark.OpenAsync(sample.Recording());

        Assert.Empty(await tshark.ComplaintsAsync());
        Assert.Equal(("kept\n"u8.ToArray(), "answer\n"u8.ToArray()), await tshark.FollowAsync(0), SameBytes.Instance);
        var comment = (await tshark.FieldsAsync("frame.number == 1", "frame.comment"))[0][0];
        Assert.EndsWith("What came before is not in this file: 5,000,000 bytes from the client, 70 to it.", comment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatCameThroughTls_IsSaidToBeDecrypted()
    {
        const string Words = "On the network it was encrypted (TLS 1.3, certificate CN=plc-7); the bytes here are decrypted.";
        using var encrypted = await Tshark.OpenAsync(new Sample { Secured = "TLS 1.3, certificate CN=plc-7" }.In(1, "hi\n").Recording());
        using var plain = await Tshark.OpenAsync(new Sample().In(1, "hi\n").Recording());

        Assert.Contains(Words, (await encrypted.FieldsAsync("frame.number == 1", "frame.comment"))[0][0]);
        Assert.DoesNotContain("crypted", (await plain.FieldsAsync("frame.number == 1", "frame.comment"))[0][0]);
    }

    [Fact]
    public async Task HoleInTheMiddle_IsALostSegment_NotWrongData()
    {
        using var tshark = await Tshark.OpenAsync(new Sample().In(1, "before\n").Lost(Direction.In, 1_234).In(2, "after\n").Recording());

        var lost = Assert.Single(await tshark.FieldsAsync("tcp.analysis.lost_segment", "tcp.len", "frame.comment", "tcp.seq"));
        Assert.Equal(["6", "1,234 bytes before these are not in this file.", $"{1 + 7 + 1_234}"], lost.Select(field => field.Trim()));
    }

    [Fact]
    public async Task NoteOfAChunk_IsTheCommentOfItsSegment()
    {
        using var tshark = await Tshark.OpenAsync(new Sample().In(1, "PI").In(2, "NG\n", "sliced to 2 B — 50 ms apart").Recording());

        Assert.Equal(["", "sliced to 2 B — 50 ms apart"], (await tshark.FieldsAsync("tcp.len > 0", "frame.comment")).Select(fields => fields[0]));
    }

    [Fact]
    public async Task LargeChunks_AreCutIntoSegmentsOfTheSameTime()
    {
        var large = new byte[200_001];
        new Random(7).NextBytes(large);
        var sample = new Sample { Remote = "[::1]:40001", Listening = "[::1]:5051" }.In(5, large).Out(6, large).Closed(7, CloseCode.Kicked);
        using var tshark = await Tshark.OpenAsync(sample.Recording());

        Assert.Empty(await tshark.ComplaintsAsync());
        Assert.Equal((large, large), await tshark.FollowAsync(0), SameBytes.Instance);
        Assert.Equal([65_000, 65_000, 65_000, 5_001, 65_000, 65_000, 65_000, 5_001], (await tshark.SegmentsAsync(0)).Select(segment => segment.Length));
    }

    [Fact]
    public async Task Several_AreInTheOrderOfTime_EachItsOwnConnection()
    {
        var tom = new Sample(1).In(100, "one\n").In(300, "three\n");
        var jerry = new Sample(2) { Remote = "127.0.0.1:40002" }.In(200, "two\n").In(400, "four\n");
        using var tshark = await Tshark.OpenAsync(jerry.Recording(), tom.Recording(), new Sample(3) { Remote = null }.Recording(), new Sample(256) { Remote = null }.Recording());

        Assert.Empty(await tshark.ComplaintsAsync());
        Assert.Equal(["40001", "40002", "40001", "40002"], (await tshark.FieldsAsync("tcp.len > 0", "tcp.srcport")).Select(fields => fields[0]));
        Assert.Equal(
            ["127.0.0.1:40001", "127.0.0.1:40002", "192.0.2.5:49152", "192.0.2.5:49153"],
            (await tshark.FieldsAsync("tcp.flags.syn == 1 && tcp.flags.ack == 0", "ip.src", "tcp.srcport")).Select(fields => string.Join(':', fields)));
    }

    /// <summary>Both directions of a connection, byte by byte.</summary>
    private sealed class SameBytes : IEqualityComparer<(byte[] In, byte[] Out)>
    {
        public static readonly SameBytes Instance = new();

        public bool Equals((byte[] In, byte[] Out) one, (byte[] In, byte[] Out) other) => one.In.SequenceEqual(other.In) && one.Out.SequenceEqual(other.Out);

        public int GetHashCode((byte[] In, byte[] Out) one) => one.In.Length;
    }
}
