using Microsoft.Extensions.DependencyInjection;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>Every method of the hub by every role, and by one whose login is over, by a client that no page holds back.</summary>
[Trait("about", "security")]
public sealed class HubMatrixTests(HubMatrixTests.Shared shared) : IClassFixture<HubMatrixTests.Shared>
{
    public static TheoryData<int, string, Role> Calls => new(
        from call in HubMatrix.Calls.Select(static (call, i) => (i, call.Method))
        from role in Enum.GetValues<Role>()
        select (call.i, call.Method, role));

    public static TheoryData<int, string> Each => new(HubMatrix.Calls.Select(static (call, i) => (i, call.Method)));

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_IsRefusedExactlyWhereTheRoleIsTooSmall(int row, string method, Role role)
    {
        var (_, arguments, least) = HubMatrix.Calls[row];

        Assert.Equal(role < least, await shared.Hub(role).CallAsync(method, arguments) == ErrorCode.Forbidden);
    }

    [Theory]
    [MemberData(nameof(Each))]
    public async Task Call_AfterTheLoginIsOver_IsNotAnswered(int row, string method)
    {
        await using var hub = await RawHub.ConnectAsync(shared.Server.Live.Hub, HttpPerson.Program(shared.Server.Live, Role.Operator));
        var login = shared.Logins.All()[^1];
        Assert.Null(await shared.Hub(Role.Operator).CallAsync("SignOut", login.Record.Id));
        await hub.Closed.WaitAsync(Soon.Deadline);

        await Assert.ThrowsAnyAsync<Exception>(() => hub.CallAsync(method, HubMatrix.Calls[row].Arguments));
    }

    public sealed class Shared : IAsyncLifetime
    {
        private readonly Dictionary<Role, RawHub> hubs = [];

        internal GuardedServer Server { get; private set; } = null!;

        internal Logins Logins => Server.Live.Services.GetRequiredService<Logins>();

        public async ValueTask InitializeAsync()
        {
            Server = await GuardedServer.StartAsync();
            foreach (var role in Enum.GetValues<Role>())
            {
                hubs[role] = await RawHub.ConnectAsync(Server.Live.Hub, HttpPerson.Program(Server.Live, role));
            }
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var hub in hubs.Values)
            {
                await hub.DisposeAsync();
            }

            await Server.DisposeAsync();
        }

        internal RawHub Hub(Role role) => hubs[role];
    }
}
