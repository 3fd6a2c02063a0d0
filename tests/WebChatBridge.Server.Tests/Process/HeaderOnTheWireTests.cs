using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>docs/wire.md §2.1, over sockets.</summary>
public sealed class HeaderOnTheWireTests : IAsyncLifetime
{
    private LiveServer server = null!;
    private RawClient tom = null!;
    private RawClient jerry = null!;

    public async ValueTask InitializeAsync()
    {
        server = await LiveServer.StartAsync("--Relay:Limits:MaxMessageBytes=1000");
        (tom, jerry) = await server.PairAsync();
    }

    public async ValueTask DisposeAsync()
    {
        tom.Dispose();
        jerry.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Frame_InSingleBytes_ArrivesWhole()
    {
        foreach (var value in Header64.Frame("héllo"))
        {
            await tom.SendAsync([value]);
        }

        Assert.Equal("héllo", await jerry.ReadFrameTextAsync());
    }

    [Fact]
    public async Task Frames_SeveralInOneWrite_ArriveAsSeveral()
    {
        await tom.SendAsync([.. Header64.Frame("one"), .. Header64.Frame(""), .. Header64.Frame("three")]);

        Assert.Equal(["one", "", "three"], [await jerry.ReadFrameTextAsync(), await jerry.ReadFrameTextAsync(), await jerry.ReadFrameTextAsync()]);
    }

    [Fact]
    public async Task Frame_OfEveryByte_ArrivesAsItWas()
    {
        var body = Enumerable.Range(0, 1000).Select(i => (byte)i).ToArray();

        await tom.SendAsync(Header64.Frame(body));

        Assert.Equal(body, await jerry.ReadFrameAsync());
    }

    [Fact]
    public async Task Frame_WithSpacesBeforeTheDigits_IsTaken()
    {
        await tom.SendAsync("   005".PadRight(64) + "hello");

        Assert.Equal("hello", await jerry.ReadFrameTextAsync());
    }

    [Theory]
    [InlineData("-5", 0, "a sign")]
    [InlineData("+5", 0, "a sign")]
    [InlineData("1_0", 1, "an underscore")]
    [InlineData("5 5", 2, "a second number")]
    [InlineData("5\t", 1, "a tab")]
    [InlineData("hello", 0, "text")]
    [InlineData("1001", 0, "more than the limit")]
    [InlineData("99999999999999999999", 0, "twenty digits")]
    [InlineData("", 0, "no digit")]
    public async Task Header_ThatIsNone_IsAViolationWithOffset(string header, long offset, string what)
    {
        await using var console = await server.WatchAsync();

        await tom.SendAsync(header.PadRight(64));

        Assert.Equal(Header64.Goodbye, await tom.ReadToEndAsync());
        var reason = await console.ClosedAsync("tom");
        Assert.True(reason.Code == CloseCode.ProtocolViolation, what);
        Assert.InRange(reason.Offset!.Value, offset, header.Length is 0 or > 19 ? 64 : offset);
        Assert.NotEmpty(reason.Evidence!);
        Assert.Equal("!DISCONNECT", await jerry.ReadFrameTextAsync());
    }

    [Theory]
    [InlineData(999)]
    [InlineData(1000)]
    public async Task Length_UpToTheLimit_IsTaken(int length)
    {
        await tom.SendAsync(Header64.Frame(new string('x', length)));

        Assert.Equal(length, (await jerry.ReadFrameAsync()).Length);
    }

    [Fact]
    public async Task Input_ThatEndsInsideAFrame_IsAViolationNotACleanEnd()
    {
        await using var console = await server.WatchAsync();

        await tom.SendAsync("10".PadRight(64) + "half");
        tom.FinishSending();

        Assert.Equal(Header64.Goodbye, await tom.ReadToEndAsync());
        Assert.Equal(CloseCode.ProtocolViolation, (await console.ClosedAsync("tom")).Code);
    }

    [Fact]
    public async Task Frame_HalfSentForTooLong_IsAViolation()
    {
        await using var hasty = await LiveServer.StartAsync("--Relay:Limits:HalfSentFrame=00:00:00.300");
        await using var console = await hasty.WatchAsync();
        using var stuck = await hasty.TutorialAsync();

        await stuck.SendAsync("10".PadRight(64) + "half");

        Assert.Equal(Header64.Goodbye, await stuck.ReadToEndAsync());
        var reason = await console.ClosedAsync("tom");
        Assert.Equal(CloseCode.ProtocolViolation, reason.Code);
        Assert.Contains("6 are missing", reason.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frame_HalfSent_IsSeenAsPending()
    {
        await using var console = await server.WatchAsync();

        await tom.SendAsync("10".PadRight(64) + "half");

        var pending = (await console.SessionAsync(session => session is { Name: "tom", Pending: not null }, "what is pending")).Pending!;
        Assert.Equal((64 + 4, 6), (pending.Bytes, pending.Missing));
        Assert.Equal("10".PadRight(64), Encoding.ASCII.GetString(pending.Preview));
    }

    [Fact]
    public async Task MaxFrameBytes_LongerMessage_LeavesInPiecesCutBetweenCharacters()
    {
        await using var small = await LiveServer.StartAsync("--Relay:Endpoints:0:MaxFrameBytes=10");
        var (from, to) = await small.PairAsync();
        using var one = from;
        using var other = to;

        await from.SendFrameAsync("äöüäöüäöü");
        await from.SendFrameAsync("!DISCONNECT");

        Assert.Equal("äöüäö", await to.ReadFrameTextAsync());
        Assert.Equal("üäöü", await to.ReadFrameTextAsync());

        // The goodbye is longer than that, and a client knows it only whole.
        Assert.Equal("!DISCONNECT", await to.ReadFrameTextAsync());
    }
}
