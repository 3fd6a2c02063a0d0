using System.Globalization;
using Microsoft.AspNetCore.Builder;

namespace WebChatBridge.Server.Tests;

/// <summary>The whole server in this process, on free ports, with history in memory.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private static readonly string[] FreePorts =
    [
        "--Urls=http://127.0.0.1:0", "--Console:Access=open", "--History:Store=memory", "--Logging:LogLevel:Default=Warning",
        .. Enumerable.Range(0, 3).Select(i => string.Create(CultureInfo.InvariantCulture, $"--Relay:Endpoints:{i}:Listen=127.0.0.1:0")),
    ];

    private readonly WebApplication app;

    private RunningServer(WebApplication app)
    {
        this.app = app;
        Address = new Uri(app.Urls.First());
        Http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(20) };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => app.Services;

    public static string[] Arguments(params string[] more) => [.. FreePorts, .. more];

    public static async Task<RunningServer> StartAsync(params string[] more)
    {
        var built = ServerApp.Build(Arguments(more));
        await built.StartAsync();
        return new RunningServer(built);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
