using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests;

/// <summary>A relay with clients in memory: real sessions, outboxes, dialects and commands; no socket and no wall clock.</summary>
internal sealed class TestRelay : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);
    private static readonly CloseReason Stopping = new(CloseCode.ServerStopping, "the relay is stopping");

    private readonly List<TestClient> clients = [];
    private readonly TestLogger<Relay> logger = new();

    private TestRelay(LimitOptions limits, IMessageLog? log)
    {
        Limits = limits;
        Relay = new Relay(new RelayOptions { Limits = limits }, log ?? Log, Time, logger);
        Hub = new HubSessions(Relay);
        Faults = new FaultInjection(Relay);
        Text = EndpointOf("text", "line", "lobby");
        Json = EndpointOf("json", "json", "lobby");
        Pairs = EndpointOf("tutorial", "header64", "pairs");
    }

    public LimitOptions Limits { get; }

    public TestTime Time { get; } = new();

    public ScriptedLog Log { get; } = new();

    public Relay Relay { get; }

    public Core Core => Relay.Core;

    public HubSessions Hub { get; }

    public FaultInjection Faults { get; }

    public Endpoint Text { get; }

    public Endpoint Json { get; }

    public Endpoint Pairs { get; }

    /// <summary>Errors in the relay's own log so far.</summary>
    public IReadOnlyCollection<string> Errors => logger.Errors;

    /// <summary>Errors in the relay's own log that the test expects.</summary>
    public int ExpectedErrors { get; set; }

    public static async Task<TestRelay> StartAsync(LimitOptions? limits = null, IMessageLog? log = null)
    {
        var relay = new TestRelay(limits ?? new LimitOptions(), log);
        await relay.Relay.StartAsync(CancellationToken.None);
        return relay;
    }

    public Endpoint EndpointOf(string name, string dialect, string seating, Action<EndpointOptions>? with = null, bool loopback = true)
    {
        var options = new EndpointOptions { Name = name, Dialect = dialect, Seating = seating };
        with?.Invoke(options);
        return new Endpoint(
            options,
            Endpoint.DialectOf(options, Limits.MaxMessageBytes),
            loopback);
    }

    /// <summary>A client that has arrived; a text client is not welcomed yet.</summary>
    public async Task<TestClient> ConnectAsync(Endpoint endpoint, bool rude = false, string? refused = null)
    {
        var client = new TestClient(Relay, endpoint, rude);
        clients.Add(client);
        var before = Time.Made(Patience);
        client.Begin(connection => refused is null ? connection.RunAsync() : connection.RefuseAsync(new CloseReason(CloseCode.Limit, refused), mute: false));
        if (endpoint.WelcomesLate && refused is null)
        {
            await Time.WhenMadeAsync(Patience, before + 1);
        }

        await UntilAsync(() => client.Session.Who.Name.Length > 0);
        return client;
    }

    /// <summary>A text client that was welcomed.</summary>
    public async Task<TestClient> LineAsync(string? name = null, Endpoint? endpoint = null)
    {
        var client = await ConnectAsync(endpoint ?? Text);
        Time.Advance(Patience);
        await client.NextAsync(line => line.StartsWith("* welcome", StringComparison.Ordinal));
        if (name is not null)
        {
            await client.SendAsync($"/nick {name}");
            await client.NextAsync(line => line.EndsWith($"is {name} now", StringComparison.Ordinal));
        }

        return client;
    }

    /// <summary>A json client that said hello; its welcome is read.</summary>
    public async Task<TestClient> JsonAsync(string hello = """{"type":"hello"}""", Endpoint? endpoint = null)
    {
        var client = await ConnectAsync(endpoint ?? Json);
        client.Send(hello);
        await client.NextAsync("welcome");
        return client;
    }

    public Task<TestClient> JsonAsync(string name, string client, long? after = null, string room = "lobby") =>
        JsonAsync(System.Text.Json.JsonSerializer.Serialize(new { type = "hello", name, client, after, room }));

    public Task<TestClient> HeaderAsync() => ConnectAsync(Pairs);

    /// <summary>Done when the core loop has done what was queued, and each socket has taken what is for it.</summary>
    public async Task SyncAsync(params TestClient[] written)
    {
        await Relay.VisitAsync(static () => true).Soon();
        foreach (var client in written)
        {
            await client.Session.Outbox!.WhenWrittenAsync(client.Session.Outbox.Mark).Soon();
        }
    }

    /// <summary>Comes true by something that is under way.</summary>
    public async Task UntilAsync(Func<bool> true_)
    {
        var deadline = Deadline.Token();
        while (!await Relay.VisitAsync(true_).Soon())
        {
            deadline.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Lets time pass, then has the deadlines looked at, as the listener does.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Time.Advance(time);
        foreach (var (session, ended) in Deadlines.Due(Core, Time.GetUtcNow()).ToList())
        {
            Core.Queue.Signal(session, ended);
        }

        await Relay.VisitAsync(() =>
        {
            Relay.LookAtPractice(Time.GetUtcNow());
            return true;
        }).Soon();
        await SyncAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients)
        {
            client.Connection.Stop(Stopping);
            client.Wire.Out.Break(new IOException("the test is over"));
            client.Wire.In.Abort();
        }

        await Relay.Partners.StopAsync(Stopping).Soon();
        await Task.WhenAll(clients.Select(client => client.Served)).Soon();
        await Relay.StopAsync().Soon();
        Assert.True(ExpectedErrors == logger.Errors.Count, $"{logger.Errors.Count} errors, {ExpectedErrors} expected. The first: {logger.Errors.FirstOrDefault()}");
    }
}
