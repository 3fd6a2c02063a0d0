using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>A SignalR client that knows nothing of pages and roles: it says what it likes.</summary>
internal sealed class RawHub : IAsyncDisposable
{
    private readonly HubConnection hub;
    private readonly TaskCompletionSource<Exception?> closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RawHub(Uri address, string? token, string? cookie)
    {
        hub = new HubConnectionBuilder().WithUrl(address, options =>
        {
            options.Transports = HttpTransportType.WebSockets;
            options.SkipNegotiation = true;
            options.AccessTokenProvider = () => Task.FromResult(token);
            if (cookie is not null)
            {
                options.Headers["Cookie"] = cookie;
            }
        }).AddJsonProtocol(json => HubJson.Configure(json.PayloadSerializerOptions)).Build();
        hub.Closed += error =>
        {
            closed.TrySetResult(error);
            return Task.CompletedTask;
        };
    }

    /// <summary>Done when the server has ended the connection; with what it said, if it said why.</summary>
    public Task<Exception?> Closed => closed.Task;

    public static async Task<RawHub> ConnectAsync(Uri address, string? token, string? cookie = null)
    {
        var raw = new RawHub(address, token, cookie);
        await raw.hub.StartAsync().WaitAsync(Soon.Deadline);
        return raw;
    }

    /// <summary>Calls a method; answers the code of the rejection, if that is what came.</summary>
    public async Task<string?> CallAsync(string method, params object?[] arguments)
    {
        var answer = method is "Watch" or "Traffic" ? await FirstAsync(method, arguments) : await hub.InvokeCoreAsync<JsonElement?>(method, arguments);
        return answer is { ValueKind: JsonValueKind.Object } said ? Code(said) : null;
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    private async Task<JsonElement> FirstAsync(string method, object?[] arguments)
    {
        using var enough = new CancellationTokenSource(Soon.Deadline);
        var stream = await hub.StreamAsChannelCoreAsync<JsonElement>(method, arguments, enough.Token);
        var first = await stream.ReadAsync(enough.Token);
        await enough.CancelAsync();
        return first;
    }

    private static string? Code(JsonElement said) =>
        said.TryGetProperty("rejected", out var rejected) ? rejected.GetProperty("code").GetString()
        : said.TryGetProperty("code", out var code) ? code.GetString()
        : null;
}
