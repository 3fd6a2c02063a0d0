using System.Net;

namespace WebChatBridge.Server.Tests;

/// <summary>Programs nobody here wrote, as people use them.</summary>
public sealed class RealProgramTests : IAsyncLifetime
{
    private static readonly string Tutorial = Path.Combine(ServerProcess.Root, "tests", "Shared", "tutorial");

    private LiveServer server = null!;

    public async ValueTask InitializeAsync() => server = await LiveServer.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData("-N")]
    [InlineData("-q1")]
    public async Task Nc_InAPipe_DeliversItsLineAndEnds(string how)
    {
        RealProgram.Need("nc");
        using var ann = await server.JsonAsync("Ann");
        await using var nc = RealProgram.Start("nc", how, "127.0.0.1", $"{server.Text.Port}");

        await nc.SayAsync("backup done");
        nc.EndInput();

        Assert.Equal("backup done", (await ann.ReadJsonAsync("message")).Text("text"));
        Assert.Equal(0, await nc.ExitAsync());
        Assert.Contains("* welcome, you are ", nc.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nc_Twice_TalkToEachOther()
    {
        RealProgram.Need("nc");
        await using var one = RealProgram.Start("nc", "127.0.0.1", $"{server.Text.Port}");
        await one.UntilItPrintsAsync("* welcome");
        await one.SayAsync("/nick One");
        await one.UntilItPrintsAsync("is One now");
        await using var two = RealProgram.Start("nc", "127.0.0.1", $"{server.Text.Port}");
        await two.UntilItPrintsAsync("* welcome");
        await two.SayAsync("hello from two");
        await one.UntilItPrintsAsync(": hello from two");
        await one.SayAsync("hello back");

        await two.UntilItPrintsAsync("One: hello back");
        await one.SayAsync("/quit");
        await one.UntilItPrintsAsync("* bye: said goodbye");
        one.EndInput();
        Assert.Equal(0, await one.ExitAsync());
    }

    [Fact]
    public async Task Telnet_OnATerminal_TalksWithoutItsControlBytes()
    {
        RealProgram.Need("telnet");
        RealProgram.Need("script");
        using var ann = await server.JsonAsync("Ann");

        // script gives it a terminal; with one, telnet is interactive and sends CRLF.
        await using var telnet = RealProgram.Start("script", "-qec", $"telnet 127.0.0.1 {server.Text.Port}", "/dev/null");
        await telnet.UntilItPrintsAsync("* welcome");
        await telnet.SayAsync("hello from telnet");
        Assert.Equal("hello from telnet", (await ann.ReadJsonAsync("message")).Text("text"));
        await ann.PostAsync("hello telnet");

        await telnet.UntilItPrintsAsync("Ann: hello telnet");
    }

    [Fact]
    public async Task TutorialPrograms_Unmodified_TalkAndEndCleanly_AndSoDoesAThirdAndFourth()
    {
        RealProgram.Need("python3");
        await using var console = await server.WatchAsync();
        await using var tom = Python("tom.py");
        await console.SessionAsync(session => session.Name == "tom", "tom");
        await tom.SayAsync("are you there?");
        await using var jerry = Python("jerry.py");
        await console.SessionAsync(session => session.Name == "jerry", "jerry");

        await jerry.UntilItPrintsAsync("[TOM] are you there?");
        await jerry.SayAsync("yes, ä 🙂");
        await tom.UntilItPrintsAsync("[JERRY] yes, ä 🙂");

        await using var third = Python("tom.py");
        await console.SessionAsync(session => session.Name == "tom-2", "the third");
        await using var fourth = Python("jerry.py");
        await third.SayAsync("second pair");
        await fourth.UntilItPrintsAsync("[TOM] second pair");

        await tom.SayAsync("");
        await jerry.UntilItPrintsAsync("[TOM] !DISCONNECT");
        await jerry.SayAsync("one more thing");
        await tom.UntilItPrintsAsync("[JERRY] one more thing");
        await jerry.SayAsync("");

        Assert.Equal((0, 0), (await tom.ExitAsync(), await jerry.ExitAsync()));
        Assert.Contains("[JERRY] !DISCONNECT", tom.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("second pair", tom.Output + jerry.Output, StringComparison.Ordinal);
        Assert.Equal("", tom.Errors + jerry.Errors);
    }

    [Fact]
    public async Task TutorialProgram_WhosePartnerIsKilled_EndsWithItsOwnGoodbye()
    {
        RealProgram.Need("python3");
        await using var tom = Python("tom.py");
        await tom.SayAsync("hi");
        using (var partner = await server.TutorialAsync())
        {
            Assert.Equal("hi", await partner.ReadFrameTextAsync());
            partner.Reset();
        }

        await tom.UntilItPrintsAsync("[JERRY] !DISCONNECT");
        await tom.SayAsync("");
        Assert.Equal(0, await tom.ExitAsync());
    }

    [Fact]
    public async Task Curl_OnAChatPort_GetsThePage()
    {
        RealProgram.Need("curl");
        await using var curl = RealProgram.Start("curl", "-s", "-i", $"http://127.0.0.1:{server.Text.Port}/");

        Assert.Equal(0, await curl.ExitAsync());
        Assert.StartsWith("HTTP/1.1 400", curl.Output, StringComparison.Ordinal);
        Assert.Contains(server.Console.ToString(), curl.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Localhost_IsEveryLoopbackAddressOfThisMachine_WithOnePort()
    {
        await using var local = await LiveServer.StartAsync("--Relay:Endpoints:1:Listen=localhost:0");
        var addresses = local.Addresses("text");
        var own = await Dns.GetHostAddressesAsync(Dns.GetHostName(), System.Net.Sockets.AddressFamily.InterNetwork);

        Assert.Contains(IPAddress.Loopback, addresses.Select(address => address.Address));
        Assert.All(own.Where(IPAddress.IsLoopback), address => Assert.Contains(address, addresses.Select(listening => listening.Address)));
        Assert.Single(addresses.Select(address => address.Port).Distinct());
        foreach (var address in addresses)
        {
            using var client = await RawClient.ConnectAsync(address);
            Assert.StartsWith("* welcome", await client.ReadLineAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Terminal_Once_SaysItAndEnds()
    {
        using var ann = await server.JsonAsync("Ann");
        await using var tom = Chat("tom", $"127.0.0.1:{server.Json.Port}", "--dialect", "json", "--once", "build is green");

        var message = await ann.ReadJsonAsync("message");
        Assert.Equal(("tom", "build is green"), (message.From(), message.Text("text")));
        Assert.Equal(0, await tom.ExitAsync());
    }

    [Fact]
    public async Task Terminal_InAPipe_SaysEveryLineAndPrintsWhatItHears()
    {
        using var ann = await server.JsonAsync("Ann");
        await using var tom = Chat("tom", $"127.0.0.1:{server.Json.Port}", "--dialect", "json", "--json", "--linger", "500ms");

        await tom.SayAsync("one");
        Assert.Equal("one", (await ann.ReadJsonAsync("message")).Text("text"));
        await ann.PostAsync("two");
        await tom.UntilItPrintsAsync("\"text\":\"two\"");
        tom.EndInput();

        Assert.Equal(0, await tom.ExitAsync());
    }

    private RealProgram Python(string script) => RealProgram.Start(
        "python3", [new("PYTHONUNBUFFERED", "1"), new("PYTHONIOENCODING", "utf-8")], Path.Combine(Tutorial, script), $"{server.Tutorial.Port}", "127.0.0.1");

    private static RealProgram Chat(params string[] arguments) => RealProgram.Start(
        ServerProcess.Built("WebChatBridge.Chat"), [new("HOME", Path.GetTempPath()), new("NO_COLOR", "1")], arguments);
}
