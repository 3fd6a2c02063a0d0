using System.Net;
using Microsoft.Extensions.DependencyInjection;
using WebChatBridge.Relay;

namespace WebChatBridge.Server.Tests;

public sealed class TailTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private RunningServer server = null!;

    public async ValueTask InitializeAsync() => server = await RunningServer.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Tail_WhileSomebodyTalks_IsWhatATextClientSees()
    {
        using var tail = await OpenAsync("/tail/lobby");

        await SayAsync("one\ntwo \u001b[31mred");

        Assert.Equal("alice: one", await tail.ReadLineAsync().WaitAsync(Deadline));
        Assert.Equal("  two ␛[31mred", await tail.ReadLineAsync().WaitAsync(Deadline));
    }

    [Fact]
    public async Task Tail_AsJson_IsExact()
    {
        await SayAsync("before");
        using var tail = await OpenAsync("/tail/lobby?format=json&last=1");

        await SayAsync("after");

        Assert.Contains("\"seq\":1,", await tail.ReadLineAsync().WaitAsync(Deadline), StringComparison.Ordinal);
        Assert.EndsWith("\"text\":\"after\"}", await tail.ReadLineAsync().WaitAsync(Deadline), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tail_OfMoreThanAPage_MissesNothing()
    {
        using var tail = await OpenAsync("/tail/lobby?format=json");
        var hub = server.Services.GetRequiredService<HubSessions>();
        var alice = await hub.EnterAsync("alice", remote: null);

        await Task.WhenAll(Enumerable.Range(1, 1_000).Select(n => hub.PostAsync(alice, "lobby", new byte[] { (byte)('a' + (n % 26)) }, id: null)));

        for (var seq = 1; seq <= 1_000; seq++)
        {
            Assert.Contains($"\"seq\":{seq},", await tail.ReadLineAsync().WaitAsync(Deadline), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Tail_InAnUnknownFormat_IsRefused()
    {
        using var answer = await server.Http.GetAsync(new Uri("/tail/lobby?format=xml", UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("format is text or json.\n", await answer.Content.ReadAsStringAsync());
    }

    private async Task<StreamReader> OpenAsync(string path) => new(await server.Http.GetStreamAsync(new Uri(path, UriKind.Relative)));

    private async Task SayAsync(string text)
    {
        var hub = server.Services.GetRequiredService<HubSessions>();
        var alice = await hub.EnterAsync("alice", remote: null);
        await hub.PostAsync(alice, "lobby", System.Text.Encoding.UTF8.GetBytes(text), id: null);
        hub.Leave(alice);
    }
}
