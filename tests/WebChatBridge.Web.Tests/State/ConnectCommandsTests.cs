using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class ConnectCommandsTests
{
    [Fact]
    public void For_DefaultEndpoints_OffersEveryToolForWhereItFits()
    {
        var commands = ConnectCommands.For(Samples.Status());

        Assert.Equal(["netcat", "Python", "PowerShell", "bash", "C#", "Tom & Jerry"], commands.Select(command => command.Tool).Distinct());
        Assert.Equal("nc 127.0.0.1 5051", commands[0].Text);
        Assert.Equal(["text", "tutorial"], commands.Where(command => command.Tool == "Python").Select(command => command.Endpoint));
        Assert.All(commands.Where(command => command.Tool == "Tom & Jerry"), command => Assert.Equal("json", command.Endpoint));
    }

    [Fact]
    public void For_ReachableFromElsewhere_DialsThatAddress()
    {
        var status = Samples.Status() with { Endpoints = [new EndpointStatus("text", ["0.0.0.0:7001"], "line", "lobby", 0)] };

        Assert.All(ConnectCommands.For(status), command => Assert.Contains("lab-pi", command.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("line", true, true, "openssl", "{ echo \"/pass $WCB_TOKEN\"; cat; } | openssl s_client -quiet -verify_return_error -CAfile cert.pem -connect 127.0.0.1:7001")]
    [InlineData("line", false, true, "netcat", "{ echo \"/pass $WCB_TOKEN\"; cat; } | nc 127.0.0.1 7001")]
    [InlineData("line", true, false, "openssl", "openssl s_client -quiet -verify_return_error -CAfile cert.pem -connect 127.0.0.1:7001")]
    [InlineData("json", true, true, "Tom & Jerry", "dotnet run --project src/WebChatBridge.Chat -- tom 127.0.0.1:7001 --ca cert.pem")]
    public void For_GuardedEndpoint_KnowsTheWayIn(string dialect, bool tls, bool secret, string tool, string text)
    {
        var status = Samples.Status() with { Endpoints = [new EndpointStatus("text", ["127.0.0.1:7001"], dialect, "lobby", 0) { Tls = tls, Secret = secret }] };

        Assert.Equal(text, ConnectCommands.For(status).First(command => command.Tool == tool).Text);
    }

    [Fact]
    public void For_NothingListens_OffersNothing() =>
        Assert.Empty(ConnectCommands.For(Samples.Status() with { Listening = false, Endpoints = [new EndpointStatus("text", [], "line", "lobby", 0)] }));

    [Theory]
    [InlineData("header64", "HEADER = 64")]
    [InlineData("header:10", "HEADER = 10")]
    public void For_HeaderDialect_TakesItsWidth(string dialect, string line)
    {
        var status = Samples.Status() with { Endpoints = [new EndpointStatus("old", ["127.0.0.1:1"], dialect, "pairs", 0)] };

        Assert.Contains(line, ConnectCommands.For(status).First(command => command.Tool == "Python").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Python", "hello from python\n")]
    [InlineData("bash", "hello from bash\n")]
    public async Task LineCommand_Run_SaysHelloAndPrintsWhatComes(string tool, string hello)
    {
        using var run = new ShellRun(tool, "line");

        var said = await run.ReceivedAsync(hello.Length);
        await run.SendAsync("tom: grüß dich\n");
        var printed = await run.PrintedAsync();

        Assert.Equal(hello, said);
        Assert.Equal("tom: grüß dich", printed);
    }

    [Fact]
    public async Task LineNetcat_Run_PrintsWhatComes()
    {
        using var run = new ShellRun("netcat", "line");

        await run.ReceivedAsync(0);
        await run.SendAsync("* hello\n");

        Assert.Equal("* hello", await run.PrintedAsync());
    }

    [Fact]
    public async Task JsonNetcat_Run_SaysHelloInJson()
    {
        const string hello = """
            {"type":"hello"}
            {"type":"post","text":"hello from netcat"}

            """;
        using var run = new ShellRun("netcat", "json");

        Assert.Equal(hello, await run.ReceivedAsync(hello.Length));
    }

    [Fact]
    public async Task HeaderPython_Run_TalksInFramesAndSaysGoodbye()
    {
        using var run = new ShellRun("Python", "header64", "pairs");

        var said = await run.ReceivedAsync(64 + 17);
        await run.SendAsync("6".PadRight(64) + "grüß"); // 6 bytes, 4 letters
        var printed = await run.PrintedAsync();
        var goodbye = await run.ReceivedAsync(64 + 11);

        Assert.Equal("17".PadRight(64) + "hello from python", said);
        Assert.Equal("grüß", printed);
        Assert.Equal("11".PadRight(64) + "!DISCONNECT", goodbye);
    }

    [Fact]
    public async Task HeaderNetcat_Run_SendsOneFrame()
    {
        using var run = new ShellRun("netcat", "header64", "pairs");

        Assert.Equal("5".PadRight(64) + "hello", await run.ReceivedAsync(64 + 5));
    }
}
