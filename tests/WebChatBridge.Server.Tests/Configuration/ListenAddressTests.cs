using WebChatBridge.Relay;

namespace WebChatBridge.Server.Tests;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("localhost:5050", true)]
    [InlineData("LOCALHOST:0", true)]
    [InlineData("127.0.0.1:65535", true)]
    [InlineData("127.8.8.8:1", true)]
    [InlineData("[::1]:5050", true)]
    [InlineData("*:5050", false)]
    [InlineData("0.0.0.0:5050", false)]
    [InlineData("[::]:5050", false)]
    [InlineData("192.168.1.5:5050", false)]
    [InlineData("[fe80::1]:5050", false)]
    public void Parse_AnAddress_KnowsWhetherItIsLoopback(string text, bool loopback)
    {
        var address = ListenAddress.Parse(text);

        Assert.NotNull(address);
        Assert.Equal(loopback, address.IsLoopback);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("5050")]
    [InlineData(":5050")]
    [InlineData("localhost")]
    [InlineData("localhost:")]
    [InlineData("localhost:x")]
    [InlineData("localhost:-1")]
    [InlineData("localhost:+1")]
    [InlineData("localhost:65536")]
    [InlineData("example.com:80")]
    [InlineData("1:80")]
    [InlineData("::1:5050")]
    [InlineData("[127.0.0.1]:80")]
    [InlineData("http://localhost:80")]
    public void Parse_SomethingElse_IsNull(string? text) => Assert.Null(ListenAddress.Parse(text));

    [Theory]
    [InlineData("localhost:1", "localhost:1", true)]
    [InlineData("localhost:1", "127.0.0.1:1", true)]
    [InlineData("localhost:1", "[::1]:1", true)]
    [InlineData("*:1", "10.0.0.1:1", true)]
    [InlineData("0.0.0.0:1", "localhost:1", true)]
    [InlineData("127.0.0.1:1", "127.0.0.2:1", false)]
    [InlineData("localhost:1", "10.0.0.1:1", false)]
    [InlineData("localhost:1", "localhost:2", false)]
    [InlineData("localhost:0", "localhost:0", false)]
    public void Collides_TwoAddresses_IsTheSameBothWays(string one, string other, bool collide)
    {
        Assert.Equal(collide, ListenAddress.Parse(one)!.Collides(ListenAddress.Parse(other)!));
        Assert.Equal(collide, ListenAddress.Parse(other)!.Collides(ListenAddress.Parse(one)!));
    }
}
