using System.Text;

namespace WebChatBridge.Server.Tests;

/// <summary>
/// A real server to which hostile texts are said, each as a message between two marks, the attacks themselves also as name, room,
/// header and secret; and everything that somebody's terminal may be shown of it.
/// </summary>
public sealed class HostileTalk : IAsyncLifetime
{
    private readonly Dictionary<string, string> shown = [];

    /// <summary>What shows messages, each with all of them.</summary>
    public static IReadOnlyList<string> Readers { get; } = ["line client", "tail", "tail as json", "terminal client", "export"];

    /// <summary>The rest of what a terminal may be shown.</summary>
    public static IReadOnlyList<string> Others { get; } = ["server", "python", "bash"];

    public string Shown(string by) => shown[by];

    /// <summary>What stands between the marks of a text; null when it is not there.</summary>
    public string? Shown(string by, int index)
    {
        var text = shown[by];
        var from = text.IndexOf(Begin(index), StringComparison.Ordinal);
        var to = from < 0 ? -1 : text.IndexOf(End(index), from, StringComparison.Ordinal);
        return to < 0 ? null : text[from..to];
    }

    public async ValueTask InitializeAsync()
    {
        await using var server = await ServerProcess.StartAsync("--History:Store=memory", "--Logging:LogLevel:Default=Debug", "--Relay:Capture:SessionBytes=16777216", "--Relay:Endpoints:3:Name=guarded", "--Relay:Endpoints:3:Listen=127.0.0.1:0", "--Relay:Endpoints:3:Secret=0123456789abcdef");
        using var http = new HttpClient { BaseAddress = server.Console, Timeout = Soon.Deadline };
        using var eve = await RawClient.ConnectAsync(server.Json);
        using var ann = await RawClient.ConnectAsync(server.Text);
        await eve.HelloAsync("eve");
        await ann.ReadLineAsync();
        await using var tail = await http.GetStreamAsync(new Uri("/tail/lobby", UriKind.Relative));
        await using var chat = RealProgram.Start(ServerProcess.Built("WebChatBridge.Chat"), "zoe", server.Json.ToString(), "--linger", "20s");
        await ann.ReadUntilAsync(line => line.StartsWith("* zoe joined", StringComparison.Ordinal));

        var heard = HearAsync(ann);
        var tailed = ReadAsync(tail, "eve: the end");
        await SayAsync(server, eve, ann);
        await chat.UntilItPrintsAsync("the end");
        shown["line client"] = await heard;
        shown["tail"] = await tailed;
        shown["terminal client"] = chat.Output;
        shown["tail as json"] = await ReadAsync(await http.GetStreamAsync(new Uri("/tail/lobby?format=json&last=1000", UriKind.Relative)), "the end");
        foreach (var (by, path) in (IEnumerable<(string, string)>)[("export", "/export/traffic.jsonl?kind=msg"), ("python", "/export/session/1.py"), ("bash", "/export/session/1.sh")])
        {
            shown[by] = await http.GetStringAsync(new Uri(path, UriKind.Relative));
        }

        shown["server"] = server.Program.Output + server.Program.Errors;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Begin(int index) => $"[{index:000}:";

    private static string End(int index) => $":{index:000}]";

    private static async Task SayAsync(ServerProcess server, RawClient eve, RawClient ann)
    {
        foreach (var attack in HostileTexts.Attacks)
        {
            await eve.SendJsonAsync(new { type = "post", text = attack });
            await eve.SendJsonAsync(new { type = "name", name = attack });
            await eve.SendJsonAsync(new { type = "join", room = attack });
            await eve.SendJsonAsync(new { type = "name", name = "eve" });
            await eve.SendJsonAsync(new { type = "join", room = "lobby" });
            await ann.SendAsync(Encoding.UTF8.GetBytes($"/nick {attack.ReplaceLineEndings("\u001b")}\n/join {attack.ReplaceLineEndings("\u001b")}\n/nick ann\n/join lobby\n/{attack.ReplaceLineEndings("\u001b")}\n"));
            await OnceAsync(server.Tutorial, attack);
            await OnceAsync(server.Endpoint("guarded"), $"/pass {attack}\n");
        }

        // What somebody asks for is done in order: now both are back where the rest is said.
        await eve.SendJsonAsync(new { type = "ping" });
        await eve.ReadUntilAsync(static line => line.Contains("\"pong\"", StringComparison.Ordinal));
        await ann.SendAsync("/nick listener\n");
        await eve.ReadUntilAsync(static line => line.Contains("\"listener\"", StringComparison.Ordinal));
        for (var i = 0; i < HostileTexts.All.Count; i++)
        {
            await eve.SendJsonAsync(new { type = "post", text = Begin(i) + HostileTexts.All[i] + End(i) });
        }

        await eve.SendJsonAsync(new { type = "post", text = "the end" });
    }

    private static async Task<string> HearAsync(RawClient ann)
    {
        var heard = new StringBuilder();
        await ann.ReadUntilAsync(line =>
        {
            heard.Append(line).Append('\n');
            return line == "eve: the end";
        });
        return heard.ToString();
    }

    private static async Task OnceAsync(System.Net.IPEndPoint where, string text)
    {
        using var client = await RawClient.ConnectAsync(where);
        await client.SendAsync(text);
        client.FinishSending();
        await Record.ExceptionAsync(client.ReadToEndAsync);
    }

    private static async Task<string> ReadAsync(Stream stream, string until)
    {
        var text = new StringBuilder();
        var (buffer, decoder) = (new byte[65_536], Encoding.UTF8.GetDecoder());
        var chars = new char[buffer.Length];
        while (!text.ToString().Contains(until, StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer).AsTask().WaitAsync(Soon.Deadline);
            text.Append(chars, 0, decoder.GetChars(buffer, 0, count, chars, 0));
            Assert.True(count > 0, $"It ended without \"{until}\".");
        }

        return text.ToString();
    }
}
