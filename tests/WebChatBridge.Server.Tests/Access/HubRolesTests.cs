using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>Who may come to the hub, and with which rights. Each method by each role: <see cref="HubMatrixTests"/>.</summary>
[Trait("about", "security")]
public sealed partial class HubRolesTests : IAsyncLifetime
{
    private GuardedServer server = null!;

    public async ValueTask InitializeAsync() => server = await GuardedServer.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public void Matrix_HasEveryMethodOfTheHub() => Assert.Equal(
        typeof(IConsoleHub).GetMethods().Select(method => method.Name).Order(StringComparer.Ordinal),
        HubMatrix.Calls.Select(call => call.Method).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Matrix_IsWhatTheDocumentationSays()
    {
        var rows = File.ReadLines(Path.Combine(ServerProcess.Root, "docs", "hub.md")).Select(line => Row().Match(line)).Where(row => row.Success)
            .ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value, StringComparer.Ordinal);

        foreach (var calls in HubMatrix.Calls.GroupBy(call => call.Method))
        {
            Assert.Equal(string.Join("; ", calls.Select((call, i) => $"{call.Least}{(i == 0 ? "" : " for others")}".ToLowerInvariant())), rows[calls.Key]);
        }
    }

    [Theory]
    [InlineData(Role.Operator, "?role=viewer", "CloseSession", true)]
    [InlineData(Role.Operator, "?role=viewer", "Join", true)]
    [InlineData(Role.Operator, "?role=participant", "Join", false)]
    [InlineData(Role.Viewer, "?role=operator", "CloseSession", true)]
    [InlineData(Role.Viewer, "?role=99", "CloseSession", true)]
    [InlineData(Role.Viewer, "?role=-1", "History", false)]
    public async Task Role_AskedForInTheAddress_OnlyTakesRightsAway(Role token, string query, string method, bool refused)
    {
        await using var hub = await RawHub.ConnectAsync(new Uri(server.Live.Hub + query), HttpPerson.Program(server.Live, token));
        var call = HubMatrix.Calls.First(one => one.Method == method);

        Assert.Equal(refused, await hub.CallAsync(method, call.Arguments) == ErrorCode.Forbidden);
    }

    [Fact]
    public async Task Connection_WithoutATokenOfItsOwn_IsRefused()
    {
        using var person = await HttpPerson.SignedInAsync(server.Live, Role.Operator);
        var cookie = person.Cookies.Single();
        Assert.True(await person.IsInAsync());

        await RefusedAsync(token: null);
        await RefusedAsync(new string('0', 64));
        await RefusedAsync(HttpPerson.Token(server.Live, Role.Operator));
        await RefusedAsync(token: null, $"{cookie.Name}={cookie.Value}");
        await RefusedAsync(cookie.Value);
    }

    [Fact]
    public async Task Ticket_OfACircuit_IsGoodForOneConnection()
    {
        var logins = server.Live.Services.GetRequiredService<Logins>();
        var ticket = server.Live.Services.GetRequiredService<Tickets>().Make(logins.Begin(Role.Participant, null, null, null).Login);

        await using var hub = await RawHub.ConnectAsync(server.Live.Hub, ticket);
        Assert.Null(await hub.CallAsync("Join", "lobby"));
        Assert.Equal(ErrorCode.Forbidden, await hub.CallAsync("People"));
        await RefusedAsync(ticket);
    }

    [Fact]
    public void Hub_WithAMethodThatNamesNoRole_DoesNotStart()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new HubRights(typeof(CarelessHub)));

        Assert.Contains("CarelessHub.Anything", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hub_WithAMethodThatCannotSayNo_DoesNotStart()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new HubRights(typeof(SilentHub)));

        Assert.Contains("SilentHub.Count", error.Message, StringComparison.Ordinal);
    }

    private async Task RefusedAsync(string? token, string? cookie = null)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => RawHub.ConnectAsync(server.Live.Hub, token, cookie));
        Assert.Contains($"{(int)HttpStatusCode.Unauthorized}", error.ToString(), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\| `([A-Z]\w+)\([^)]*\)` \| ([a-z; ]+) \|")]
    private static partial Regex Row();

    private sealed class SilentHub : Hub
    {
        [Needs(Role.Operator)]
        public Task<int> Count() => Task.FromResult(Context.Items.Count);
    }

    private sealed class CarelessHub : Hub
    {
        [Needs(Role.Viewer)]
        public void Careful() => Context.Abort();

        public void Anything() => Context.Abort();
    }
}
