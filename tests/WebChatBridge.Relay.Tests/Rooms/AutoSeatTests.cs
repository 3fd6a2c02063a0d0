using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Rooms;

/// <summary>An endpoint that finds out what each client speaks.</summary>
public sealed class AutoSeatTests
{
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(75);

    [Fact]
    public async Task Silent_SitsNowhereAndHearsNothing()
    {
        await using var relay = await TestRelay.StartAsync();
        var jerry = await relay.LineAsync("Jerry");
        var tom = await ConnectAsync(relay);

        relay.Time.Advance(TimeSpan.FromSeconds(60));
        await jerry.SendAsync("hi");
        await relay.PassAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(("auto", null, ""), (tom.Session.Describe(relay.Time).Dialect, tom.Session.Room, tom.Written));
        Assert.DoesNotContain(tom.Name, jerry.Written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_IsWelcomedAndHeard_AndTheWhyIsKept()
    {
        await using var relay = await TestRelay.StartAsync();
        var jerry = await relay.LineAsync("Jerry");
        var tom = await ConnectAsync(relay);

        await tom.SendBytesAsync("hi\r\n"u8.ToArray());

        Assert.Equal($"{tom.Name}: hi", await jerry.NextAsync(line => !line.StartsWith('*')));
        Assert.StartsWith("* welcome, you are ", await tom.NextAsync(), StringComparison.Ordinal);
        var shown = tom.Session.Describe(relay.Time);
        Assert.Equal(("line", "a line feed (CRLF) ended the first 4 bytes"), (shown.Dialect, shown.DialectBecause));
    }

    [Fact]
    public async Task Json_SaysHelloFirst_AndIsAcknowledged()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await ConnectAsync(relay);

        await tom.SendAsync("""{"type":"hello","name":"Tom"}""");
        Assert.Equal("Tom", (await tom.NextAsync("welcome")).GetProperty("name").GetString());
        await tom.PostAsync("hi", "c-1");

        Assert.Equal("c-1", (await tom.NextAsync("ack")).GetProperty("id").GetString());
        Assert.Equal("json", tom.Session.Describe(relay.Time).Dialect);
    }

    [Theory]
    [InlineData("2         hi", "header:10", "9         Jerry: yo")]
    [InlineData("hi\0", "nul", "Jerry: yo\0")]
    [InlineData("hi", "raw", "Jerry: yo")]
    public async Task Others_AreHeardAndAnsweredInTheirs(string sent, string dialect, string answer)
    {
        await using var relay = await TestRelay.StartAsync();
        var jerry = await relay.LineAsync("Jerry");
        var tom = await ConnectAsync(relay);

        await tom.SendBytesAsync(System.Text.Encoding.ASCII.GetBytes(sent));
        if (dialect == "raw")
        {
            await relay.Time.WhenMadeAsync(Gap, 1);
            relay.Time.Advance(Gap);
        }

        Assert.Equal($"{tom.Name}: hi", await jerry.NextAsync(line => !line.StartsWith('*')));
        await jerry.SendAsync("yo");
        await relay.UntilAsync(() => tom.Written.Length > 0);
        Assert.Equal(answer, tom.Written);
        Assert.Equal(dialect, tom.Session.Describe(relay.Time).Dialect);
    }

    [Fact]
    public async Task Http_IsRefused_AndNobodyHearsOfIt()
    {
        await using var relay = await TestRelay.StartAsync();
        var jerry = await relay.LineAsync("Jerry");
        var browser = await ConnectAsync(relay);

        browser.Send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8);
        await browser.Served.Soon();

        Assert.Equal("spoke HTTP", browser.Closed!.Sentence);
        await relay.SyncAsync(jerry);
        Assert.DoesNotContain(browser.Name, jerry.Written, StringComparison.Ordinal);
    }

    private static Task<TestClient> ConnectAsync(TestRelay relay) => relay.ConnectAsync(relay.EndpointOf("any", "auto", "lobby"));
}
