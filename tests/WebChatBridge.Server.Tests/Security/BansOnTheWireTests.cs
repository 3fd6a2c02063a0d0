using System.Net.Sockets;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>Who may connect by address: lists in the configuration, and bans that somebody began.</summary>
[Trait("about", "security")]
public sealed class BansOnTheWireTests
{
    [Fact]
    public async Task Ban_ClosesRefusesCounts_AndIsLifted()
    {
        await using var server = await LiveServer.StartAsync();
        await using var console = await server.WatchAsync();
        using var eve = await RawClient.ConnectAsync(server.Text, from: "127.0.0.66");
        await eve.ReadLineAsync();
        using var ann = await server.TextAsync();

        Assert.Null(await console.Connection.BanAsync("127.0.0.66", 10));

        Assert.Contains($"* bye: 127.0.0.66 was banned by {console.Me.Name} for 10 min\n", await eve.ReadTextToEndAsync());
        Assert.Equal(CloseCode.Kicked, (await console.ClosedAsync(eve)).Code);
        for (var i = 0; i < 3; i++)
        {
            await RefusedAsync(server);
        }

        var ban = Assert.Single((await console.UntilAsync(() => console.Status is { Bans: [{ Refused: 3 }] } status ? status : null, "a ban that counts")).Bans);
        Assert.Equal(("127.0.0.66", console.Me.Name), (ban.Network, ban.By));
        await ann.SendAsync("/who\n"); // the neighbour does not notice
        await ann.ReadUntilAsync(line => line.Contains("here", StringComparison.Ordinal));

        Assert.Null(await console.Connection.LiftBanAsync("127.0.0.66"));
        using var again = await RawClient.ConnectAsync(server.Text, from: "127.0.0.66");
        Assert.StartsWith("* welcome", await again.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Equal("127.0.0.66 is not banned.", (await console.Connection.LiftBanAsync("127.0.0.66"))!.Reason);
    }

    [Theory]
    [InlineData("lab", 10, "is not a network")]
    [InlineData("10.0.0.1/8", 10, "is not a network")]
    [InlineData("10.0.0.0/8", 0, "takes 1 to 43,200")]
    [InlineData("10.0.0.0/8", 43_201, "takes 1 to 43,200")]
    public async Task Ban_OfNonsense_IsRefusedInWords(string network, int minutes, string words)
    {
        await using var server = await LiveServer.StartAsync();
        await using var console = await server.WatchAsync();

        Assert.Contains(words, (await console.Connection.BanAsync(network, minutes))!.Reason);
        Assert.Empty(console.Status.Bans);
    }

    [Fact]
    public async Task Lists_DenyBeatsAllow_AndTheReasonIsTold()
    {
        await using var server = await LiveServer.StartAsync(
            "--Relay:Endpoints:1:Allow:0=127.0.0.0/30", "--Relay:Endpoints:1:Allow:1=127.0.0.9", "--Relay:Endpoints:1:Deny:0=127.0.0.2");
        await using var console = await server.WatchAsync();
        foreach (var (from, words) in new[]
        {
            ("127.0.0.1", "* welcome"), ("127.0.0.9", "* welcome"),
            ("127.0.0.2", "* bye: 127.0.0.2 may not connect: 127.0.0.2 is denied (Deny)"),
            ("127.0.0.4", "* bye: 127.0.0.4 may not connect: it is in none of the allowed networks (Allow)"),
        })
        {
            using var client = await RawClient.ConnectAsync(server.Text, from: from);
            Assert.StartsWith(words, await client.ReadLineAsync(), StringComparison.Ordinal);
            if (words.Contains("bye", StringComparison.Ordinal))
            {
                Assert.Equal(CloseCode.NotAdmitted, (await console.ClosedAsync(client)).Code);
            }
        }

        // The lists are the endpoint's own.
        using var elsewhere = await RawClient.ConnectAsync(server.Json, from: "127.0.0.2");
        await elsewhere.HelloAsync();
    }

    private static async Task RefusedAsync(LiveServer server)
    {
        var end = await Record.ExceptionAsync(async () =>
        {
            using var client = await RawClient.ConnectAsync(server.Text, from: "127.0.0.66");
            await client.ReadLineAsync();
        });
        Assert.True(end is SocketException or EndOfStreamException, $"{end}");
    }
}
