using System.Net;
using System.Text.Json.Nodes;

namespace WebChatBridge.Server.Tests;

/// <summary>The built server as its own process: for exit codes, signals and what only a death shows.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = Soon.Deadline };

    private readonly RealProgram program;
    private JsonObject ready = [];

    private ServerProcess(RealProgram program) => this.program = program;

    public RealProgram Program => program;

    /// <summary>The folder of this repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The program as it is built, beside its own settings and assets.</summary>
    public static string Executable { get; } = Built("WebChatBridge.Server");

    public IPEndPoint Tutorial => Ready.Endpoint(ready, "tutorial");

    public IPEndPoint Text => Ready.Endpoint(ready, "text");

    public IPEndPoint Json => Ready.Endpoint(ready, "json");

    /// <summary>Where one of its endpoints listens.</summary>
    public IPEndPoint Endpoint(string name) => Ready.Endpoint(ready, name);

    public Uri Console { get; private set; } = null!;

    /// <summary>Where the endpoint of that name listens.</summary>
    public IPEndPoint Address(string endpoint) => Ready.Endpoint(ready, endpoint);

    /// <summary>The program of a project in src, in the configuration of this build.</summary>
    public static string Built(string project)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        return Path.Combine(Root, "src", project, "bin", output.Parent!.Name, output.Name, project);
    }

    /// <summary>Starts it on free ports and waits until its banner says that it listens.</summary>
    public static Task<ServerProcess> StartAsync(params string[] settings) => StartAsync(environment: null, settings);

    public static Task<ServerProcess> StartAsync(IEnumerable<KeyValuePair<string, string?>>? environment, params string[] settings) =>
        StartAsync(RealProgram.Start(Executable, environment, [.. LiveServer.FreePorts, .. settings]));

    /// <summary>The same, started by a program that becomes it, such as <c>prlimit</c>.</summary>
    public static Task<ServerProcess> StartUnderAsync(string program, string[] arguments, params string[] settings) =>
        StartAsync(RealProgram.Start(program, [.. arguments, Executable, .. LiveServer.FreePorts, .. settings]));

    private static async Task<ServerProcess> StartAsync(RealProgram program)
    {
        var server = new ServerProcess(program);
        await server.program.UntilItPrintsAsync("Ctrl+C stops it.");
        var banner = server.program.OutputLines;
        server.Console = new Uri(banner.First(line => line.TrimStart().StartsWith("console ", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1].TrimEnd(','));
        server.ready = await server.ReadyAsync();
        return server;
    }

    /// <summary>What <c>/health/ready</c> says now, also of a server that is not ready.</summary>
    public async Task<JsonObject> ReadyAsync()
    {
        using var answer = await Http.GetAsync(new Uri(Console, "/health/ready"));
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
    }

    /// <summary>SIGTERM; answers the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        await program.TerminateAsync();
        return await program.ExitAsync();
    }

    public Task KillAsync()
    {
        program.KillNow();
        return program.ExitAsync();
    }

    public ValueTask DisposeAsync() => program.DisposeAsync();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "WebChatBridge.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
