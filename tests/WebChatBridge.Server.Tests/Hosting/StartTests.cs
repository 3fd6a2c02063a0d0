using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace WebChatBridge.Server.Tests;

/// <summary>Starts that are refused: the exit code for scripts, the words for people.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task Run_WrongSetting_Refuses() =>
        Assert.Equal(ExitCode.Refused, await ServerApp.RunAsync(RunningServer.Arguments("--Relay:Limits:MaxSessions=0")));

    [Fact]
    public async Task Run_HistoryInUse_Refuses()
    {
        using var folder = new TempFolder();
        string[] arguments = [$"--History:Path={folder.File("history.db")}", "--History:Store=sqlite"];
        await using var first = await RunningServer.StartAsync(arguments);

        Assert.Equal(ExitCode.Refused, await ServerApp.RunAsync(RunningServer.Arguments(arguments)));
    }

    [Theory]
    [InlineData("--Urls=http://127.0.0.1:{0}", "--Urls=http://127.0.0.1:")]
    [InlineData("--Relay:Endpoints:1:Listen=127.0.0.1:{0}", "--Relay:Endpoints:1:Listen=127.0.0.1:")]
    public async Task Start_PortTaken_NamesPortHolderAndOverride(string argument, string fix)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var app = ServerApp.Build(RunningServer.Arguments(string.Format(CultureInfo.InvariantCulture, argument, port)));
        await using (app)
        {
            var error = await Record.ExceptionAsync(() => app.StartAsync());
            await app.StopAsync();
            var failure = StartFailure.Explain(error!, (Settings)app.Services.GetService(typeof(Settings))!);

            Assert.Equal(ExitCode.Failed, failure.ExitCode);
            Assert.Contains($"Port {port} ", failure.Words);
            Assert.Contains(fix, failure.Words);
            if (OperatingSystem.IsLinux())
            {
                Assert.Contains($"(process {Environment.ProcessId})", failure.Words);
            }
        }
    }

    [Fact]
    public async Task Banner_AfterTheStart_TellsEveryRealAddress()
    {
        await using var server = await RunningServer.StartAsync();

        var text = ((StartBanner)server.Services.GetService(typeof(StartBanner))!).Text();

        Assert.Contains(server.Address.Authority, text);
        Assert.Matches(@"tutorial +127\.0\.0\.1:[1-9][0-9]* +the Python socket tutorial's programs, two by two \(header64\); this machine only", text);
        Assert.Matches(@"text +127\.0\.0\.1:([1-9][0-9]*) +.*nc localhost \1; this machine only", text);
        Assert.Matches(@"json +127\.0\.0\.1:[1-9][0-9]* ", text);
    }

    [Theory]
    [InlineData("--help", 0)]
    [InlineData("--version", 0)]
    public async Task Run_AskedAQuestion_AnswersAndEnds(string argument, int code) => Assert.Equal(code, await ServerApp.RunAsync([argument]));

    [Fact]
    public void Normalize_BareFlagBeforeAnotherArgument_DoesNotSwallowIt() =>
        Assert.Equal(["--accept-insecure=true", "--urls", "http://x"], CommandLine.Normalize(["--accept-insecure", "--urls", "http://x"]));
}
