using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>A login that is ended: whatever it had open ends with it, at once, and nothing of it is good for anything any more.</summary>
[Trait("about", "security")]
public sealed class RevocationTests : IAsyncLifetime
{
    // Five seconds are promised, and asked for with WCB_LONG=1; otherwise the machine may have other work.
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("WCB_LONG") is "1" ? 5 : 15);

    private GuardedServer server = null!;
    private WatchedConsole boss = null!;

    public async ValueTask InitializeAsync()
    {
        server = await GuardedServer.StartAsync();
        var token = HttpPerson.Program(server.Live, Role.Operator);
        boss = await WatchedConsole.OpenAsync(new ConsoleConnection(server.Live.Hub, () => Task.FromResult<string?>(token)));
    }

    public async ValueTask DisposeAsync()
    {
        await boss.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Program_SignedOut_LosesItsHubAndItsTail_AndCannotComeBack()
    {
        var token = HttpPerson.Program(server.Live, Role.Participant);
        await using var hub = await RawHub.ConnectAsync(server.Live.Hub, token);
        await using var other = await RawHub.ConnectAsync(server.Live.Hub, HttpPerson.Program(server.Live, Role.Participant));
        Assert.Null(await hub.CallAsync("Join", "lobby"));
        using var tail = await TailAsync(token);
        var reading = tail.ReadToEndAsync();
        var joined = (await boss.UntilAsync(() => boss.Room("lobby") is { Members: [_] } room ? room : null, "who joined")).Members[0].Id;
        var victim = (await boss.Connection.PeopleAsync()).People.Single(person => person.Sessions.Any(session => session.Id == joined));

        var watch = Stopwatch.StartNew();
        Assert.Null(await boss.Connection.SignOutAsync(victim.Id));
        await hub.Closed.WaitAsync(Soon.Deadline);
        await Assert.ThrowsAnyAsync<IOException>(() => reading.WaitAsync(Soon.Deadline));

        Assert.True(watch.Elapsed < Promised, $"It took {watch.Elapsed}.");
        await Assert.ThrowsAnyAsync<Exception>(() => RawHub.ConnectAsync(server.Live.Hub, token));
        Assert.Null(await other.CallAsync("Join", "lobby"));
        Assert.Equal(ErrorCode.NotFound, (await boss.Connection.SignOutAsync(victim.Id))?.Code);
        Assert.DoesNotContain((await boss.Connection.PeopleAsync()).People, person => person.Id == victim.Id);
    }

    [Fact]
    public async Task Ticket_OfALoginThatIsOver_OpensNothing()
    {
        var logins = server.Live.Services.GetRequiredService<Logins>();
        var (login, _) = logins.Begin(Role.Operator, null, null, null);
        var ticket = server.Live.Services.GetRequiredService<Tickets>().Make(login);

        Assert.Null(await boss.Connection.SignOutAsync(login.Record.Id));

        await Assert.ThrowsAnyAsync<Exception>(() => RawHub.ConnectAsync(server.Live.Hub, ticket));
    }

    [Fact]
    public async Task Circuit_ThatDoesNotLeaveByItself_IsCutOff()
    {
        using var alice = await HttpPerson.SignedInAsync(server.Live, Role.Viewer);
        var cookie = alice.Cookies.Single();
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", $"{cookie.Name}={cookie.Value}");
        await socket.ConnectAsync(new UriBuilder(server.Live.Console) { Scheme = "ws", Path = "/_blazor" }.Uri, CancellationToken.None);
        await socket.SendAsync("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        var buffer = new byte[256];
        await socket.ReceiveAsync(buffer, CancellationToken.None);

        var watch = Stopwatch.StartNew();
        await alice.PostAsync("/logout");
        await Assert.ThrowsAnyAsync<WebSocketException>(async () =>
        {
            while (true)
            {
                await socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(Soon.Deadline);
            }
        });

        Assert.True(watch.Elapsed < Promised, $"It took {watch.Elapsed}.");
    }

    private async Task<StreamReader> TailAsync(string token)
    {
        var client = new HttpClient { BaseAddress = server.Live.Console };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var answer = await client.GetAsync(new Uri("/tail/lobby", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new StreamReader(await answer.Content.ReadAsStreamAsync());
    }
}
