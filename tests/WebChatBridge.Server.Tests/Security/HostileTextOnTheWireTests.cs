using System.Text;
using System.Text.Json;

namespace WebChatBridge.Server.Tests;

/// <summary>
/// Escape sequences, line breaks and bidi overrides as message, name, room, header and secret: whatever somebody's terminal may be
/// shown - a line client, a tail, an export, the terminal client, the server's own output - carries none of them.
/// </summary>
public sealed class HostileTextOnTheWireTests
{
    private static readonly string[] Samples =
    [
        "\e[2J\e[H", "\e]0;title\a", "\e]8;;http://evil.example\e\\click\e]8;;\e\\", "\e]52;c;aGk=\a", "\eP+q544e\e\\", "\u009B31mred", "\u009D0;title\u009C", "\eM\ec",
        "nul\0nul", "bell\a\a", "back\b\b\bspace", "del\u007F", "form\ffeed\vtab", "over\rwritten", "two\nlines", "two\r\nlines", "next\u0085line", "u\u2028v\u2029w",
        "forged\n* Tom left lobby (0 here)", "forged\nTom: pay me", "forged\r* bye: the relay is stopping",
        "\u202Egpj.exe", "\u2066isolated\u2069", "\u200Emark\u200F\u061C", "\u202D\u202A\u202B\u202C", "note\uFFF9a\uFFFAb\uFFFB",
        "=cmd|' /C calc'!A0", "+1+1", "@SUM(1)", "-2+3", "\t=1", "%s%n%x", "{0} {Text}", "$(id) `id` ; rm -rf /", "'; DROP TABLE messages; --", "<script>alert(1)</script>",
    ];

    [Fact]
    public async Task NothingRaw_ReachesATerminal()
    {
        await using var server = await ServerProcess.StartAsync("--History:Store=memory", "--Logging:LogLevel:Default=Debug", "--Relay:Endpoints:3:Name=guarded", "--Relay:Endpoints:3:Listen=127.0.0.1:0", "--Relay:Endpoints:3:Secret=0123456789abcdef");
        using var http = new HttpClient { BaseAddress = server.Console, Timeout = Soon.Deadline };
        using var eve = await RawClient.ConnectAsync(server.Json);
        using var ann = await RawClient.ConnectAsync(server.Text);
        await eve.HelloAsync("eve");
        await ann.ReadLineAsync();
        await using var tail = await http.GetStreamAsync(new Uri("/tail/lobby", UriKind.Relative));
        await using var chat = RealProgram.Start(ServerProcess.Built("WebChatBridge.Chat"), "zoe", server.Json.ToString(), "--linger", "20s");
        await ann.ReadUntilAsync(line => line.StartsWith("* zoe joined", StringComparison.Ordinal));

        foreach (var sample in Samples)
        {
            await eve.SendJsonAsync(new { type = "post", text = sample });
            await eve.SendJsonAsync(new { type = "name", name = sample });
            await eve.SendJsonAsync(new { type = "join", room = sample });
            await eve.SendJsonAsync(new { type = "name", name = "eve" });
            await eve.SendJsonAsync(new { type = "join", room = "lobby" });
            await ann.SendAsync(Encoding.UTF8.GetBytes($"/nick {sample.ReplaceLineEndings("\u001b")}\n/join {sample.ReplaceLineEndings("\u001b")}\n/nick ann\n/join lobby\n/{sample.ReplaceLineEndings("\u001b")}\n"));
            await OnceAsync(server.Tutorial, sample);
            await OnceAsync(server.Endpoint("guarded"), $"/pass {sample}\n");
        }

        // Her commands are done in order: once she has this name she is back where the end is said.
        var heard = new StringBuilder();
        await ann.SendAsync("/nick listener\n");
        await ann.ReadUntilAsync(line => Keep(line).Contains("listener", StringComparison.Ordinal));
        await eve.SendJsonAsync(new { type = "post", text = "the end" });
        await ann.ReadUntilAsync(line => Keep(line) == "eve: the end");
        await chat.UntilItPrintsAsync("the end");
        var tailed = await ReadAsync(tail, "eve: the end");

        Harmless("line client", heard.ToString());
        Harmless("tail", tailed);
        Harmless("terminal client", chat.Output);
        Harmless("server", server.Program.Output + server.Program.Errors);
        foreach (var path in new[] { "/export/traffic.jsonl", "/export/session/1.py", "/export/session/1.sh", "/tail/lobby?format=json&last=5" })
        {
            Harmless(path, path.StartsWith("/tail", StringComparison.Ordinal)
                ? await ReadAsync(await http.GetStreamAsync(new Uri(path, UriKind.Relative)), "the end")
                : await http.GetStringAsync(new Uri(path, UriKind.Relative)));
        }

        // Whoever forges a line gets it indented: what begins at the first column was written by the relay.
        Assert.Contains("  * Tom left lobby (0 here)\n", heard.ToString());
        Assert.DoesNotContain("\n* Tom left", heard.ToString());
        Assert.DoesNotContain("\nTom: pay me", heard.ToString());

        string Keep(string line)
        {
            heard.Append(line).Append('\n');
            return line;
        }
    }

    [Fact]
    public void Oracle_SeesWhatItLooksFor() => Assert.All(
        new[] { "\e[2J", "\u009B", "\0", "\u007F", "\u202E", "\u2028", "a\rb" }, text => Assert.NotNull(Record.Exception(() => Harmless("nothing", text))));

    private static void Harmless(string where, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var raw = (char.IsControl(c) && c is not ('\n' or '\t'))
                || c is '\u061C' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or (>= '\uFFF9' and <= '\uFFFB');
            Assert.False(raw, $"{where}: U+{(int)c:X4} in {JsonSerializer.Serialize(text[Math.Max(0, i - 40)..Math.Min(text.Length, i + 20)])}");
        }
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
