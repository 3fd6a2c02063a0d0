using System.Net;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Limits;

/// <summary>MaxSessions and MaxSessionsPerAddress at one less, at them and one more, through the listener.</summary>
public sealed class SessionsTests
{
    private static readonly IPAddress Lan = IPAddress.Parse("192.0.2.7");

    [Theory]
    [MemberData(nameof(LastWords.Dialects), MemberType = typeof(LastWords))]
    public async Task OfTheProcess_OneMore_IsRefusedInItsDialect_AndFitsWhenOneHasLeft(string dialect)
    {
        await using var doors = await TestDoors.StartAsync(new LimitOptions { MaxSessions = 1_001 });
        var first = doors.Come("json", IPAddress.Loopback);
        for (var i = 1; i < 1_000; i++)
        {
            doors.Come("json", IPAddress.Loopback);
        }

        await doors.OpenAsync(1_000);
        var last = doors.Come(dialect, IPAddress.Loopback);
        await doors.OpenAsync(1_001);
        var late = doors.Come(dialect, IPAddress.Loopback);

        const string words = "1,001 sessions are open, and that is the limit (Relay:Limits:MaxSessions)";
        var reason = await doors.ClosedAsync(late);
        Assert.Equal((CloseCode.Limit, words, LastWords.Of(dialect, words)), (reason.Code, reason.Sentence, doors.Written(late)));
        Assert.False(first.Finished.IsCompleted || last.Finished.IsCompleted);

        first.In.Reset();
        await ComeInAsync(doors, dialect, IPAddress.Loopback, 1_001);
    }

    [Theory]
    [MemberData(nameof(LastWords.Dialects), MemberType = typeof(LastWords))]
    public async Task OfOneAddress_OneMore_IsRefusedInItsDialect_AndFitsWhenOneHasLeft(string dialect)
    {
        await using var doors = await TestDoors.StartAsync(new LimitOptions());
        var first = doors.Come("json", Lan);
        for (var i = 1; i < 63; i++)
        {
            doors.Come("json", Lan);
        }

        await doors.OpenAsync(63);
        var last = doors.Come(dialect, Lan);
        await doors.OpenAsync(64);
        var late = doors.Come(dialect, Lan);

        const string words = "64 sessions of 192.0.2.7 are open, and that is the limit (Relay:Limits:MaxSessionsPerAddress)";
        var reason = await doors.ClosedAsync(late);
        Assert.Equal((CloseCode.Limit, words, LastWords.Of(dialect, words)), (reason.Code, reason.Sentence, doors.Written(late)));
        Assert.False(first.Finished.IsCompleted || last.Finished.IsCompleted);

        doors.Come(dialect, IPAddress.Parse("192.0.2.8"));
        await doors.OpenAsync(65);
        first.In.Reset();
        await doors.OpenAsync(64);
        await ComeInAsync(doors, dialect, Lan, 65);
    }

    [Fact]
    public async Task OfLoopback_AreCountedOnlyForTheProcess()
    {
        await using var doors = await TestDoors.StartAsync(new LimitOptions { MaxSessionsPerAddress = 1 });

        foreach (var address in (IPAddress[])[IPAddress.Loopback, IPAddress.Loopback, IPAddress.IPv6Loopback, IPAddress.IPv6Loopback])
        {
            doors.Come("line", address);
        }

        await doors.OpenAsync(4);
    }

    // A place is free a moment after its session has ended: when its socket is closed.
    private static async Task ComeInAsync(TestDoors doors, string dialect, IPAddress from, int count)
    {
        var wire = doors.Come(dialect, from);
        await doors.UntilAsync(() =>
        {
            wire = wire.Finished.IsCompleted ? doors.Come(dialect, from) : wire;
            return doors.Relay.Core.Sessions.TcpCount == count;
        });
    }
}
