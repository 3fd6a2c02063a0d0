namespace WebChatBridge.Relay.Tests.Limits;

/// <summary>Descriptors at one less than there may be, at it, and one more.</summary>
public sealed class DescriptorsTests
{
    private const string Limits =
        """
        Limit                     Soft Limit           Hard Limit           Units
        Max processes             unlimited            unlimited            processes
        Max open files            1024                 524288               files
        """;

    [Theory]
    [InlineData(Limits, 300, 724)]
    [InlineData(Limits, 1_024, 0)]
    [InlineData(Limits, 1_100, 0)]
    [InlineData("Max open files            unlimited            unlimited            files", 300, null)]
    [InlineData("something else", 300, null)]
    public void Free_IsTheSoftLimitWithoutThoseOpen(string limits, int open, int? free) => Assert.Equal(free, Descriptors.Free(limits, open));

    [Theory]
    [InlineData(128, 64)]
    [InlineData(724, 543)]
    [InlineData(10, 1)]
    [InlineData(null, null)]
    public void ForSessions_LeavesAQuarter_AndSixtyFourAtTheLeast(int? free, int? sessions) => Assert.Equal(sessions, Descriptors.ForSessions(free));

    [Fact]
    public void Free_OnLinux_IsKnown() => Assert.Equal(OperatingSystem.IsLinux(), Descriptors.Free() is > 0);

    [Fact]
    public void Sockets_AtTheLimit_HaveNoRoom_AndSayItOnce()
    {
        var said = new List<string>();
        var sockets = new Sockets(most: 2, open => said.Add($"{open} are open"), () => said.Add("there is room"));

        sockets.Opened();
        Assert.True(sockets.HaveRoom);
        sockets.Opened();
        Assert.False(sockets.HaveRoom);
        sockets.Opened(); // of the listening socket beside it, which had looked before
        Assert.False(sockets.HaveRoom);
        sockets.Closed();
        Assert.False(sockets.HaveRoom);
        sockets.Closed();
        Assert.True(sockets.HaveRoom);
        Assert.True(sockets.HaveRoom);

        Assert.Equal(["2 are open", "there is room"], said);
    }
}
