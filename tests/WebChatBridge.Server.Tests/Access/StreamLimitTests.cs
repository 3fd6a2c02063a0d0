using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>MaxStreams and MaxStreamsPerLogin at one less, at them and one more: hub and tail are refused, and say why.</summary>
[Trait("about", "security")]
public sealed class StreamLimitTests : IAsyncLifetime
{
    private const string OfAll = "3 connections of the hub and tails are open, and that is the limit (Console:MaxStreams).";
    private const string OfOne = "2 connections of the hub and tails of your login are open, and that is the limit (Console:MaxStreamsPerLogin).";

    private readonly List<IAsyncDisposable> open = [];
    private GuardedServer server = null!;

    public async ValueTask InitializeAsync() => server = await GuardedServer.StartAsync("--Console:MaxStreams=3", "--Console:MaxStreamsPerLogin=2");

    public async ValueTask DisposeAsync()
    {
        foreach (var one in open)
        {
            await one.DisposeAsync();
        }

        await server.DisposeAsync();
    }

    [Fact]
    public async Task OneMore_IsToldWhy_AndFitsWhenOneIsClosed()
    {
        var (alice, bob) = (HttpPerson.Program(server.Live, Role.Viewer), HttpPerson.Program(server.Live, Role.Operator));
        var first = await ComeAsync(alice);
        var tail = await TailAsync(alice);
        Assert.Equal(HttpStatusCode.OK, tail.StatusCode);
        await RefusedAsync(alice, OfOne);

        await ComeAsync(bob);
        await RefusedAsync(bob, OfAll);

        await first.DisposeAsync();
        await Soon.GetAsync(async () => await LetInAsync(bob) ? "room" : null, "room for one more");
        await RefusedAsync(alice, OfAll);

        tail.Dispose();
        await Soon.GetAsync(async () => await LetInAsync(alice) ? "room" : null, "the place of the tail");
    }

    [Fact]
    public async Task ATabOfTheConsole_TakesOne()
    {
        var logins = server.Live.Services.GetRequiredService<Logins>();
        var login = logins.Begin(Role.Viewer, null, null, null).Login;
        var tickets = server.Live.Services.GetRequiredService<Tickets>();

        await ComeAsync(tickets.Make(login));
        await ComeAsync(tickets.Make(login));

        await HubRefusesAsync(() => tickets.Make(login), OfOne);
    }

    [Fact]
    public async Task OfOne_OneIsOpen()
    {
        await using var small = await GuardedServer.StartAsync("--Console:MaxStreams=1");
        var alice = HttpPerson.Program(small.Live, Role.Viewer);
        await using var hub = await RawHub.ConnectAsync(small.Live.Hub, alice);

        using var tail = await TailAsync(alice, small.Live);

        Assert.Equal("1 connection of the hub or tail is open, and that is the limit (Console:MaxStreams).\n", await tail.Content.ReadAsStringAsync());
    }

    private async Task<RawHub> ComeAsync(string token, string path = "/hub")
    {
        var hub = await RawHub.ConnectAsync(new Uri(server.Live.Console, path), token);
        open.Add(hub);
        Assert.Null(await hub.CallAsync("History", new HistoryQuery("lobby")));
        return hub;
    }

    private async Task RefusedAsync(string token, string words)
    {
        await HubRefusesAsync(() => token, words);
        using var tail = await TailAsync(token);
        Assert.Equal(HttpStatusCode.TooManyRequests, tail.StatusCode);
        Assert.Equal($"{words}\n", await tail.Content.ReadAsStringAsync());
    }

    // By its handshake; and by what stands before it, which shows its client the words.
    private async Task HubRefusesAsync(Func<string> token, string words)
    {
        Assert.False(await LetInAsync(token()));
        Assert.False(await LetInAsync(token(), "/hub/"));
        await using var hub = new HubConnectionBuilder().WithUrl(server.Live.Hub, options => options.AccessTokenProvider = () => Task.FromResult<string?>(token())).Build();
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => hub.StartAsync().WaitAsync(Soon.Deadline));
        Assert.Contains($"429 ({words})", error.Message, StringComparison.Ordinal);
    }

    private async Task<bool> LetInAsync(string token, string path = "/hub")
    {
        try
        {
            await ComeAsync(token, path);
            return true;
        }
        catch (WebSocketException error)
        {
            Assert.Contains("'429'", error.Message, StringComparison.Ordinal);
            return false;
        }
    }

    private async Task<HttpResponseMessage> TailAsync(string token, LiveServer? at = null)
    {
        var http = new HttpClient { BaseAddress = (at ?? server.Live).Console };
        var request = new HttpRequestMessage(HttpMethod.Get, "/tail/lobby");
        request.Headers.Authorization = new("Bearer", token);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
