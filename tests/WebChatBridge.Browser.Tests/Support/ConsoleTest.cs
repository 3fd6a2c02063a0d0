using Microsoft.Playwright;

namespace WebChatBridge.Browser.Tests;

/// <summary>A server of its own for each test, in this process, and visitors who leave with it.</summary>
public abstract class ConsoleTest(Chromium chromium) : IAsyncLifetime
{
    private readonly List<Visitor> _visitors = [];

    internal LiveServer Server { get; private set; } = null!;

    private protected virtual string[] Settings => [];

    public async ValueTask InitializeAsync() => Server = await LiveServer.StartAsync(Settings);

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in _visitors)
        {
            await visitor.DisposeAsync();
        }

        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A new browser context at that path, answering, unless it is not to be waited for.</summary>
    private protected async Task<Visitor> VisitAsync(string path, BrowserNewContextOptions? options = null, Func<IPage, Task>? beforeGoing = null, bool alive = true)
    {
        var visitor = await Visitor.ComeAsync(chromium, Server.Console, options);
        _visitors.Add(visitor);
        if (beforeGoing is not null)
        {
            await beforeGoing(visitor.Page);
        }

        await visitor.GoAsync(path, alive);
        return visitor;
    }

    /// <summary>A person with the real nc in the lobby, named.</summary>
    private protected async Task<RealProgram> NetcatAsync(string name)
    {
        RealProgram.Need("nc");
        var nc = RealProgram.Start("nc", Server.Text.Address.ToString(), $"{Server.Text.Port}");
        await nc.UntilItPrintsAsync("welcome");
        await nc.SayAsync($"/nick {name}");
        await nc.UntilItPrintsAsync($"{name}");
        return nc;
    }
}
