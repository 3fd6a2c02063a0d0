using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WebChatBridge.Browser.Tests;

/// <summary>The server as its own process, killed and started again under the eyes of people with browsers.</summary>
public sealed class SurvivalTests(Chromium chromium) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wcb-browser-").FullName;
    private readonly List<Visitor> _visitors = [];
    private ServerProcess _server = null!;

    private string[] Settings => [$"--History:Path={Path.Combine(_folder, "history.db")}", "--History:MinFreeDiskBytes=0"];

    public async ValueTask InitializeAsync() => _server = await ServerProcess.StartAsync(Settings);

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in _visitors)
        {
            await visitor.DisposeAsync();
        }

        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Everything_WithTwoBrowsers_IsThereAfterReloadAndRestart()
    {
        var (alice, bob) = (await VisitAsync("/c/pair-1"), await VisitAsync("/c/lobby"));
        await using var tom = Tutorial("tom");
        await tom.SayAsync("hello jerry");
        await using var jerry = Tutorial("jerry");
        await jerry.UntilItPrintsAsync("hello jerry");
        await jerry.SayAsync("hello tom");
        await tom.UntilItPrintsAsync("hello tom");
        await using var nc = RealProgram.Start("nc", "-N", _server.Text.Address.ToString(), $"{_server.Text.Port}");
        await nc.UntilItPrintsAsync("welcome");
        using var sensor = await RawClient.ConnectAsync(_server.Json);
        await sensor.HelloAsync("sensor");

        await nc.SayAsync("typed in nc");
        Assert.Equal("typed in nc", (await sensor.ReadJsonAsync("message")).Text("text"));
        await sensor.PostAsync("21.5 °C");
        await nc.UntilItPrintsAsync("sensor: 21.5 °C");
        await alice.SeesAsync("hello jerry");
        await alice.SayAsync("hello both");
        await tom.UntilItPrintsAsync("hello both");
        await jerry.UntilItPrintsAsync("hello both");
        await bob.SayAsync("hello lobby");
        await nc.UntilItPrintsAsync("hello lobby");

        foreach (var visitor in (Visitor[])[alice, bob])
        {
            await visitor.Page.ReloadAsync();
            await visitor.AliveAsync();
        }

        await StillThereAsync(alice, bob);
        ExpectTheBreak(alice, bob);
        var addresses = (_server.Console, Again: Settings.Append($"--urls={_server.Console.GetLeftPart(UriPartial.Authority)}").ToArray());
        Assert.Equal(0, await _server.TerminateAsync());
        await tom.UntilItPrintsAsync("!DISCONNECT");
        await jerry.UntilItPrintsAsync("!DISCONNECT");
        nc.EndInput();
        Assert.Equal(0, await nc.ExitAsync());
        await _server.DisposeAsync();
        _server = await ServerProcess.StartAsync(addresses.Again);

        await Expect(alice.Page.GetByText(new Regex("^Reconnected\\."))).ToBeVisibleAsync();
        await Expect(bob.Page.GetByText(new Regex("^Reconnected\\."))).ToBeVisibleAsync();
        await StillThereAsync(alice, bob);
    }

    [Fact]
    public async Task Draft_AndPlace_SurviveAKilledServer()
    {
        using (var sensor = await RawClient.ConnectAsync(_server.Json))
        {
            await sensor.HelloAsync("sensor");
            for (var i = 1; i <= 200; i++)
            {
                await sensor.PostAsync($"reading {i}");
            }
        }

        var alice = await VisitAsync("/c/lobby?at=50");
        ExpectTheBreak(alice);
        await Expect(alice.Page.Locator("li.row[data-seq='50']")).ToBeInViewportAsync();
        await alice.Composer.FillAsync("half a thou");
        var again = Settings.Append($"--urls={_server.Console.GetLeftPart(UriPartial.Authority)}").ToArray();

        await _server.KillAsync();
        var banner = alice.Page.GetByText("Connection to the console lost");
        await Expect(banner.Or(alice.Page.GetByText("Cannot reach the server")).First).ToBeVisibleAsync();
        await Expect(alice.Page.Locator("li.row[data-seq='50']")).ToBeInViewportAsync();
        await alice.Composer.PressAsync("End");
        await alice.Page.Keyboard.TypeAsync("ght");
        await _server.DisposeAsync();
        _server = await ServerProcess.StartAsync(again);

        await Expect(alice.Page.GetByText(new Regex("^Reconnected\\."))).ToBeVisibleAsync();
        await Expect(alice.Composer).ToHaveValueAsync("half a thought");
        await Expect(alice.Page.Locator("li.row[data-seq='50']")).ToBeInViewportAsync();
        Assert.EndsWith("/c/lobby?at=50", alice.Page.Url, StringComparison.Ordinal);
        await alice.AliveAsync();
        await alice.Composer.PressAsync("Enter");
        await Expect(alice.Composer).ToHaveValueAsync("");
    }

    private static async Task StillThereAsync(Visitor alice, Visitor bob)
    {
        foreach (var text in (string[])["hello jerry", "hello tom", "hello both"])
        {
            await alice.SeesAsync(text);
        }

        foreach (var text in (string[])["typed in nc", "21.5 °C", "hello lobby"])
        {
            await bob.SeesAsync(text);
        }
    }

    private static void ExpectTheBreak(params Visitor[] visitors)
    {
        foreach (var visitor in visitors)
        {
            visitor.Expect("WebSocket");
            visitor.Expect("net::ERR_");
            visitor.Expect("503 (Service Unavailable)");
            visitor.Expect("Connection disconnected with error");
            visitor.Expect("Failed to complete negotiation");
            visitor.Expect("Failed to start the connection");
            visitor.Expect("Failed to fetch");
        }
    }

    private async Task<Visitor> VisitAsync(string path)
    {
        var visitor = await Visitor.ComeAsync(chromium, _server.Console);
        _visitors.Add(visitor);
        await visitor.GoAsync(path);
        return visitor;
    }

    private RealProgram Tutorial(string name)
    {
        RealProgram.Need("python3");
        return RealProgram.Start(
            "python3", Path.Combine(ServerProcess.Root, "tests", "Shared", "tutorial", name + ".py"), $"{_server.Tutorial.Port}", $"{_server.Tutorial.Address}");
    }
}
