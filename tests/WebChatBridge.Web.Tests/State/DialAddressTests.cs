using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class DialAddressTests
{
    [Theory]
    [InlineData("127.0.0.1:5051", "127.0.0.1:5051", true)]
    [InlineData("[::1]:5051", "[::1]:5051", true)]
    [InlineData("192.168.1.20:5051", "192.168.1.20:5051", false)]
    [InlineData("0.0.0.0:5051", "lab-pi:5051", false)]
    [InlineData("[::]:5051", "lab-pi:5051", false)]
    [InlineData("[fe80::1]:5051", "[fe80::1]:5051", false)]
    [InlineData("localhost:5051", "localhost:5051", true)]
    public void Of_OneAddress_IsWhatAProgramDials(string listening, string dialled, bool thisMachineOnly)
    {
        var address = DialAddress.Of(Listening(listening), "lab-pi");

        Assert.Equal(dialled, address!.ToString());
        Assert.Equal(thisMachineOnly, address.ThisMachineOnly);
    }

    [Fact]
    public void Of_SeveralAddresses_PrefersOneThatOthersReachThenIPv4()
    {
        Assert.Equal("127.0.0.1:1", DialAddress.Of(Listening("[::1]:1", "127.0.0.1:1"), "lab-pi")!.ToString());
        Assert.Equal("10.0.0.7:1", DialAddress.Of(Listening("127.0.0.1:1", "10.0.0.7:1"), "lab-pi")!.ToString());
    }

    [Theory]
    [InlineData]
    [InlineData("/run/relay.sock")]
    [InlineData("nonsense:port")]
    public void Of_NothingToDial_IsNull(params string[] listening) => Assert.Null(DialAddress.Of(Listening(listening), "lab-pi"));

    private static EndpointStatus Listening(params string[] addresses) => new("text", addresses, "line", "lobby", 0);
}
