using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>Who did what is told, in the log and among the events; how he came in is not.</summary>
[Trait("about", "security")]
public sealed class AuditTests : IAsyncLifetime
{
    private readonly EveryLine lines = new();
    private GuardedServer server = null!;

    public async ValueTask InitializeAsync()
    {
        server = await GuardedServer.StartAsync("--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft=Trace", "--Logging:Console:LogLevel:Default=None");
        server.Live.Services.GetRequiredService<ILoggerFactory>().AddProvider(lines);
    }

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task Deeds_AreToldInTheLogAndAmongTheEvents_AndTokensAreNot()
    {
        var (link, program) = (HttpPerson.Token(server.Live, Role.Operator), HttpPerson.Program(server.Live, Role.Viewer));
        using var alice = new HttpPerson(server.Live.Console);
        await alice.SignInAsync(new string('7', 64));
        await alice.SignInAsync(link);
        var cookie = alice.Cookies.Single().Value;
        await alice.GetAsync("/export/traffic.jsonl");
        var token = HttpPerson.Program(server.Live, Role.Operator);
        await using var boss = await WatchedConsole.OpenAsync(new ConsoleConnection(server.Live.Hub, () => Task.FromResult<string?>(token)));
        using var tom = await server.Live.JsonAsync("tom");
        var session = await boss.SessionAsync(tom);
        await boss.Connection.SendBytesAsync(session.Id, "secret words"u8.ToArray(), null);
        await boss.Connection.CloseSessionAsync(session.Id, reset: false);
        await boss.Connection.CloseSessionAsync(999_999, reset: true);
        var made = await boss.Connection.MakeLinkAsync(Role.Participant);
        await using (var viewer = await RawHub.ConnectAsync(server.Live.Hub, program))
        {
            await viewer.CallAsync("CloseSession", 17L, true);
        }

        var person = (await boss.Connection.PeopleAsync()).People.Single(one => one.Browser is not null);
        await boss.Connection.SignOutAsync(person.Id);
        var events = (await boss.Connection.TrafficHistoryAsync(new TrafficQuery(new TrafficRequest(Lens.Events, Filter: "event:audit")), default)).Rows;

        string[] deeds =
        [
            "somebody was refused at the login from 127.0.0.1 with Firefox on Linux: no link has that token, or no more",
            $"operator {person.Id} signed in from 127.0.0.1 with Firefox on Linux",
            $"operator {person.Id} exported /export/traffic.jsonl",
            $"(program) wrote 12 B to the socket of session {session.Id}",
            $"(program) closed session {session.Id} (reset: False)",
            "(program) closed session 999999 (reset: True): not done, Session 999999 is not open.",
            "(program) made a link as participant",
            "(program) was refused CloseSession, which needs the role operator",
            $"(program) signed out {person.Id}",
        ];
        Assert.Equal(deeds.Length, events.Count);
        Assert.All(deeds.Zip(events), pair => Assert.EndsWith(pair.First, pair.Second.Sentence, StringComparison.Ordinal));
        Assert.All(deeds, deed => Assert.Contains(lines.All, line => line.Contains(deed, StringComparison.Ordinal)));
        foreach (var secret in new[] { link, program, token, cookie, made.Path![^64..], "secret words" })
        {
            Assert.DoesNotContain(lines.All, line => line.Contains(secret, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task LinksOfTheCommand_AreToldWhenTheyAreMade_Once_AndTheirTokensAreNot()
    {
        var token = HttpPerson.Program(server.Live, Role.Operator);
        await using var boss = await WatchedConsole.OpenAsync(new ConsoleConnection(server.Live.Hub, () => Task.FromResult<string?>(token)));
        using var printed = new StringWriter();
        string[] where = [$"--History:Path={Path.Combine(server.Folder, "history.db")}", "--Console:Access=link"];

        Assert.Equal(0, await LinkCommand.RunAsync(["link", "--role=operator", .. where], printed, TextWriter.Null));
        Assert.Equal(0, await LinkCommand.RunAsync(["link", "--role=viewer", "--program=ci", .. where], printed, TextWriter.Null));

        var told = await Soon.GetAsync(
            async () => (await boss.Connection.TrafficHistoryAsync(new TrafficQuery(new TrafficRequest(Lens.Events, Filter: "event:audit")), default)).Rows is { Count: 2 } both ? both : null,
            "both deeds among the events");
        string[] deeds = ["the command link made a link as operator", "the command link made a token for ci as viewer"];
        Assert.Equal(deeds.Order(), told.Select(row => row.Sentence).Order());
        Assert.All(deeds, deed => Assert.Single(lines.All, line => line.Trim() == deed));
        foreach (var secret in printed.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.DoesNotContain(lines.All, line => line.Contains(secret.Trim()[^64..], StringComparison.Ordinal));
        }
    }

    private sealed class EveryLine : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> all = new();

        public IEnumerable<string> All => all;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            all.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            all.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
            // The lines are read after the server is gone.
        }
    }
}
