using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace WebChatBridge.Benchmarks;

/// <summary>A headless Chromium, asked for tabs by its own HTTP. It makes way for what is measured.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly Process process;
    private readonly Uri tools;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly CancellationTokenSource end = new();
    private readonly Task errors;

    private Browser(Process process, Uri tools)
    {
        (this.process, this.tools) = (process, tools);
        errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, end.Token);
    }

    public static async Task<Browser> StartAsync(string chromium, string folder, CancellationToken cancellationToken)
    {
        var profile = Directory.CreateDirectory(Path.Combine(folder, "chromium")).FullName;
        var started = Process.Start(new ProcessStartInfo("nice",
        [
            "-n", "15", chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank",
        ])
        { RedirectStandardError = true, RedirectStandardOutput = true })!;
        started.BeginOutputReadLine();
        return new Browser(started, await ToolsAsync(started, cancellationToken));
    }

    /// <summary>Opens a page in a tab of its own; answers the tab's name.</summary>
    public async Task<string> OpenAsync(Uri page, CancellationToken cancellationToken)
    {
        using var opened = await http.PutAsync(new Uri(tools, $"/json/new?{Uri.EscapeDataString(page.ToString())}"), null, cancellationToken);
        return (string)(await opened.Content.ReadFromJsonAsync<JsonObject>(cancellationToken))!["id"]!;
    }

    /// <summary>Closes a tab; answers whether it was still there.</summary>
    public async Task<bool> CloseAsync(string tab, CancellationToken cancellationToken)
    {
        var shown = await http.GetStringAsync(new Uri(tools, "/json/list"), cancellationToken);
        _ = await http.GetStringAsync(new Uri(tools, $"/json/close/{tab}"), cancellationToken);
        return shown.Contains(tab, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await end.CancelAsync();
        await errors.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        process.Dispose();
        http.Dispose();
        end.Dispose();
    }

    // "DevTools listening on ws://127.0.0.1:PORT/devtools/browser/..."
    private static async Task<Uri> ToolsAsync(Process started, CancellationToken cancellationToken)
    {
        while (await started.StandardError.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("DevTools listening on ", StringComparison.Ordinal))
            {
                return new Uri(new Uri(line[22..].Replace("ws://", "http://", StringComparison.Ordinal)).GetLeftPart(UriPartial.Authority));
            }
        }

        throw new InvalidOperationException("Chromium ended before it listened.");
    }
}
