using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;

namespace WebChatBridge.Benchmarks;

/// <summary>The published server as its own process, on free ports, in a folder of its own.</summary>
internal sealed class ServerUnderTest : IDisposable
{
    /// <summary>What a load calls its first room.</summary>
    public const string LoadedRoom = "room0";

    private const int SigTerm = 15;

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(30) };

    private readonly Process process;
    private readonly JsonNode ready;

    private ServerUnderTest(Process process, Uri console, JsonNode ready, TimeSpan startup) =>
        (this.process, Console, this.ready, Startup) = (process, console, ready, startup);

    public int Pid => process.Id;

    public Uri Console { get; }

    /// <summary>From the start of the process until it was ready.</summary>
    public TimeSpan Startup { get; }

    public bool HasEnded => process.HasExited;

    /// <summary>The endpoints every run has; those after the third are here for the dialects that have none by default.</summary>
    public static IEnumerable<string> Endpoints(string room) =>
    [
        "--urls=http://127.0.0.1:0",
        .. Enumerable.Range(0, 3).Select(static index => $"--Relay:Endpoints:{index}:Listen=127.0.0.1:0"),
        .. Endpoint(3, "nul", "nul", "lobby", room),
        .. Endpoint(4, "header", "header64", "lobby", room),
        .. Endpoint(5, "nul-pairs", "nul", "pairs", room),
    ];

    /// <summary>Starts it on a core of its own, with room for the largest load.</summary>
    public static Task<ServerUnderTest> StartOnAsync(int core, string server, string folder, string store) => StartAsync(
        server,
        folder,
        ["taskset", "-c", $"{core}"],
        [.. Endpoints(LoadedRoom), "--Console:Access=open", $"--History:Store={store}", "--Relay:Limits:MaxSessions=12000", "--Relay:Limits:MaxRooms=2000"]);

    /// <summary>Starts it; <paramref name="launcher"/> is what stands before it: <c>taskset -c 0</c>, <c>nice</c>.</summary>
    public static async Task<ServerUnderTest> StartAsync(string server, string folder, IEnumerable<string> launcher, IEnumerable<string> settings)
    {
        Directory.CreateDirectory(folder);
        string[] words = [.. launcher, .. Program(server), .. settings];
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        var started = Clock.Now;
        var program = Process.Start(start)!;
        var console = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var lines = new ConcurrentQueue<string>();
        DataReceivedEventHandler listen = (_, line) =>
        {
            lines.Enqueue(line.Data ?? "");
            if (line.Data?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["console", var url, ..])
            {
                console.TrySetResult(new Uri(url.TrimEnd(',')));
            }
        };
        program.OutputDataReceived += listen;
        program.ErrorDataReceived += listen;
        program.BeginOutputReadLine();
        program.BeginErrorReadLine();
        var ended = program.WaitForExitAsync();
        if (await Task.WhenAny(console.Task, ended).WaitAsync(TimeSpan.FromSeconds(60)) == ended)
        {
            throw new InvalidOperationException($"The server ended with {program.ExitCode}: {string.Join('\n', lines)}");
        }

        var address = new Uri((await console.Task).GetLeftPart(UriPartial.Authority));
        var health = JsonNode.Parse(await Http.GetStringAsync(new Uri(address, "/health/ready")))!;
        return new ServerUnderTest(program, address, health, TimeSpan.FromMilliseconds((Clock.Now - started) / 1e6));
    }

    public IPEndPoint Endpoint(string name) => IPEndPoint.Parse(
        ready["endpoints"]!.AsArray().Single(endpoint => (string)endpoint!["name"]! == name)!["listening"]![0]!.GetValue<string>());

    public Task<string> GetAsync(string path) => Http.GetStringAsync(new Uri(Console, path));

    /// <summary>SIGTERM; answers the exit code.</summary>
    public async Task<int> StopAsync()
    {
        _ = Libc.Kill(Pid, SigTerm);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private static string[] Endpoint(int index, string name, string dialect, string seating, string room) =>
    [
        $"--Relay:Endpoints:{index}:Name={name}", $"--Relay:Endpoints:{index}:Listen=127.0.0.1:0", $"--Relay:Endpoints:{index}:Dialect={dialect}",
        $"--Relay:Endpoints:{index}:Seating={seating}", $"--Relay:Endpoints:{index}:Room={room}",
    ];

    private static string[] Program(string server) => server.EndsWith(".dll", StringComparison.Ordinal) ? ["dotnet", server] : [server];
}
