using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WebChatBridge.Client;

namespace WebChatBridge.Server.Tests;

/// <summary>
/// The whole server in this process, on free ports, with the default endpoints and a memory log unless told otherwise.
/// An error in its log fails the test that disposes of it.
/// </summary>
internal sealed class LiveServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ErrorLog errors = new();
    private readonly HttpClient http = new(Handler()) { Timeout = Soon.Deadline };
    private JsonObject ready = [];

    private LiveServer(WebApplication app) => this.app = app;

    // Nobody signs in but where the test is about that.
    public static IReadOnlyList<string> FreePorts { get; } =
    [
        "--urls=http://127.0.0.1:0", "--Console:Access=open",
        .. Enumerable.Range(0, 3).Select(index => $"--Relay:Endpoints:{index}:Listen=127.0.0.1:0"),
    ];

    public IPEndPoint Tutorial => Address("tutorial");

    public IPEndPoint Text => Address("text");

    public IPEndPoint Json => Address("json");

    public Uri Console => new(app.Urls.First());

    public Uri Hub => new(Console, "/hub");

    public IServiceProvider Services => app.Services;

    /// <summary>What the log may complain of in this test.</summary>
    public void ExpectError(string part) => errors.Expected.Add(part);

    public static async Task<LiveServer> StartAsync(params string[] settings)
    {
        var built = ServerApp.Build(
            [.. FreePorts, "--History:Store=memory", "--Logging:LogLevel:Default=Error", "--Relay:Limits:Drain=00:00:05", .. settings]);
        var server = new LiveServer(built);
        built.Services.GetRequiredService<ILoggerFactory>().AddProvider(server.errors);
        await built.StartAsync().WaitAsync(Soon.Deadline);
        server.ready = JsonNode.Parse(await server.GetAsync("/health/ready"))!.AsObject();
        return server;
    }

    public Task<string> GetAsync(string path) => http.GetStringAsync(new Uri(Console, path));

    public Task<RawClient> TutorialAsync() => RawClient.ConnectAsync(Tutorial);

    /// <summary>The first two tutorial clients, once both sit: a goodbye before that would end a pair of one.</summary>
    public async Task<(RawClient Tom, RawClient Jerry)> PairAsync()
    {
        var pair = (await TutorialAsync(), await TutorialAsync());
        await Soon.GetAsync(
            async () => Ready.Sessions(JsonNode.Parse(await GetAsync("/health/ready"))!.AsObject(), "tutorial") == 2 ? "both" : null, "both seats taken");
        return pair;
    }

    /// <summary>A text client, welcomed; the welcome is read.</summary>
    public async Task<RawClient> TextAsync()
    {
        var client = await RawClient.ConnectAsync(Text);
        Assert.StartsWith("* welcome, you are ", await client.ReadLineAsync());
        return client;
    }

    /// <summary>A json client that has said hello.</summary>
    public async Task<RawClient> JsonAsync(string? name = null, string? room = null, string? program = null, long? after = null)
    {
        var client = await RawClient.ConnectAsync(Json);
        await client.HelloAsync(name, room, program, after);
        return client;
    }

    /// <summary>A console that watches: the way to see close reasons and sessions from outside.</summary>
    public Task<WatchedConsole> WatchAsync() => WatchedConsole.OpenAsync(new ConsoleConnection(Hub));

    // Certificates of these tests are made on the spot, by an authority that nobody else knows.
    private static SocketsHttpHandler Handler() => new()
    {
        SslOptions = { CertificateChainPolicy = new X509ChainPolicy { VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority, RevocationMode = X509RevocationMode.NoCheck } },
    };

    public async Task StopAsync() => await app.StopAsync().WaitAsync(Soon.Deadline);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await app.DisposeAsync();
        http.Dispose();
        Assert.Empty(errors.Unexpected);
    }

    public IReadOnlyList<IPEndPoint> Addresses(string endpoint) => Ready.Endpoints(ready, endpoint);

    public IPEndPoint Address(string endpoint) => Ready.Endpoint(ready, endpoint);
}
