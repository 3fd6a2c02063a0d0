using System.Text;
using System.Text.Json;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>An endpoint that asks for a secret: who knows it comes in, in every dialect; nobody else hears or says a word.</summary>
[Trait("about", "security")]
public sealed class SecretOnTheWireTests
{
    private const string Secret = "0123456789abcdef0123456789ABCDEF";
    private const string Wrong = "0123456789abcdef0123456789ABCDEG";

    public static TheoryData<string, string> Dialects => new()
    {
        { "line", "lobby" }, { "line", "pairs" }, { "json", "lobby" }, { "header64", "lobby" }, { "header64", "pairs" },
        { "header:10", "lobby" }, { "nul", "lobby" }, { "nul", "pairs" }, { "raw", "lobby" }, { "raw", "pairs" }, { "auto", "lobby" },
    };

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task Secret_Told_ComesIn_OthersDoNot_AndNobodySeesIt(string dialect, string seating)
    {
        await using var server = await StartAsync(dialect, seating);
        await using var console = await server.WatchAsync();

        // Told: seated, and what comes behind it in the same write is said.
        using var knows = await RawClient.ConnectAsync(server.Text);
        await knows.SendAsync([.. Tell(dialect, Secret), .. dialect is "raw" or "auto" ? [] : Say(dialect, "I am in")]);
        var seated = await console.SessionAsync(session => session.Remote == knows.Local && session.Room is not null, "a seat");
        if (dialect is "raw" or "auto")
        {
            await knows.SendAsync(Say(dialect, "I am in"));
        }

        await SaidAsync(console, seated.Room!);

        // Wrong, and not told at all.
        foreach (var (sent, sentence) in new[] { (Tell(dialect, Wrong), "told a wrong secret"), (Nothing(dialect), dialect is "json" or "line" or "auto" ? "did not tell the secret" : "told a wrong secret") })
        {
            using var stranger = await RawClient.ConnectAsync(server.Text);
            await stranger.SendAsync(sent);
            var reason = await console.ClosedAsync(stranger);
            Assert.Equal(CloseCode.NotAdmitted, reason.Code);
            Assert.StartsWith(sentence, reason.Sentence, StringComparison.Ordinal);
            Assert.Null((await console.SessionAsync(session => session.Remote == stranger.Local && session.Closed is not null, "its record")).Room);
            Assert.DoesNotContain("I am in", await stranger.ReadTextToEndAsync());
        }

        // Whatever is kept of any of them, the secret and the guess are not in it.
        for (var session = seated.Id; session < seated.Id + 3; session++)
        {
            if (await console.Connection.TraceAsync(new TraceQuery(session), CancellationToken.None) is { } trace)
            {
                var kept = JsonSerializer.Serialize(trace, HubJson.Options) + Encoding.Latin1.GetString([.. trace.Chunks.SelectMany(chunk => chunk.Bytes)]);
                Assert.DoesNotContain(Secret[..12], kept);
                Assert.DoesNotContain(Convert.ToBase64String(Encoding.ASCII.GetBytes(Secret))[..12], kept);
            }
        }
    }

    [Fact]
    public async Task Secret_ByteByByte_IsTheSame_AndHalfOfItIsShownAsAsterisks()
    {
        await using var server = await StartAsync("line", "lobby", "--Relay:Limits:Handshake=00:01:00");
        await using var console = await server.WatchAsync();
        using var client = await RawClient.ConnectAsync(server.Text);
        Assert.Equal("* this endpoint asks for a secret first, in the first line: /pass SECRET", await client.ReadLineAsync());

        await client.SendAsync("/pass 0123");
        var pending = (await console.SessionAsync(session => session.Remote == client.Local && session.Pending?.Bytes == 10, "half of it")).Pending!;
        Assert.Equal("***** ****", Encoding.ASCII.GetString(pending.Preview));
        foreach (var rest in $"{Secret[4..]}\r\n")
        {
            await client.SendAsync($"{rest}");
        }

        Assert.StartsWith("* welcome, you are ", await client.ReadLineAsync(), StringComparison.Ordinal);
        await client.SendAsync("/pass again\n");
        Assert.Equal("* no secret is asked for here; yours was not said to anybody\r", await client.ReadLineAsync());
    }

    [Fact]
    public async Task Guessing_IsStoppedAfterSoMany_ForThatAddressOnly()
    {
        await using var server = await StartAsync("json", "lobby", "--Relay:Limits:WrongSecrets=3", "--Relay:Limits:WrongSecretsWithin=01:00:00");
        await using var console = await server.WatchAsync();
        using var early = await RawClient.ConnectAsync(server.Text);
        for (var i = 0; i < 3; i++)
        {
            using var guesser = await RawClient.ConnectAsync(server.Text);
            await guesser.SendAsync(Tell("json", Wrong));
            Assert.Equal("told a wrong secret", (await console.ClosedAsync(guesser)).Sentence);
        }

        using var late = await RawClient.ConnectAsync(server.Text);
        Assert.Contains("3 wrong secrets came from 127.0.0.1; try again in 3600 s", await late.ReadTextToEndAsync());

        // Connected before the last guess, and right: still one guess too many.
        await early.SendAsync(Tell("json", Secret));
        Assert.Contains("Relay:Limits:WrongSecrets", (await console.ClosedAsync(early)).Sentence);

        using var other = await RawClient.ConnectAsync(server.Text, from: "127.0.0.77");
        await other.SendAsync(Tell("json", Secret));
        Assert.Equal("welcome", (await other.ReadJsonAsync("welcome")).Type());
    }

    [Fact]
    public async Task Nobody_WhoTellsNothing_StaysLongerThanTheHandshake()
    {
        await using var server = await StartAsync("header64", "pairs", "--Relay:Limits:Handshake=00:00:01");
        await using var console = await server.WatchAsync();
        using var silent = await RawClient.ConnectAsync(server.Text);

        var reason = await console.ClosedAsync(silent);

        Assert.Equal((CloseCode.HandshakeTimeout, "no secret within 1 s (Relay:Limits:Handshake)"), (reason.Code, reason.Sentence));
    }

    [Fact]
    public async Task Partner_OfOurs_NeedsNoSecret()
    {
        await using var server = await StartAsync("header64", "pairs");
        await using var console = await server.WatchAsync();
        using var knows = await RawClient.ConnectAsync(server.Text);
        await knows.SendAsync(Tell("header64", Secret));
        var seated = await console.SessionAsync(session => session.Remote == knows.Local && session.Room is not null, "a seat");

        Assert.Null(await console.Connection.InvitePartnerAsync("echo", seated.Room!));
        await knows.SendAsync(Header64.Frame("hi"));

        Assert.Equal(Header64.Frame("hi"), await knows.ReadExactlyAsync(66));
    }

    private static Task<LiveServer> StartAsync(string dialect, string seating, params string[] more) => LiveServer.StartAsync(
        ["--Relay:Endpoints:1:Dialect=" + dialect, "--Relay:Endpoints:1:Seating=" + seating, "--Relay:Endpoints:1:Secret=" + Secret, .. more]);

    private static async Task SaidAsync(WatchedConsole console, string room)
    {
        var said = await Soon.GetAsync(
            async () => await console.Connection.HistoryAsync(new HistoryQuery(room), CancellationToken.None) is { Messages: { Count: > 0 } messages } ? messages : null, "its message");
        Assert.Equal(["I am in"], said.Select(message => Encoding.UTF8.GetString(message.Payload.Span)));
    }

    private static byte[] Tell(string dialect, string secret) => dialect switch
    {
        "json" or "auto" => Encoding.ASCII.GetBytes($"{{\"type\":\"hello\",\"name\":\"tom\",\"token\":\"{secret}\"}}\n"),
        "line" => Encoding.ASCII.GetBytes($"/pass {secret}\n"),
        _ => Say(dialect, secret),
    };

    private static byte[] Nothing(string dialect) => dialect is "auto" ? Say("json", "hi") : Say(dialect, "hi, may I come in?");

    private static byte[] Say(string dialect, string text) => Encoding.ASCII.GetBytes(dialect switch
    {
        "json" or "auto" => JsonSerializer.Serialize(new { type = "post", text }) + "\n",
        "line" => text + "\n",
        "nul" => text + "\0",
        "raw" => text,
        "header:10" => $"{text.Length,-10}{text}",
        _ => $"{text.Length,-64}{text}",
    });
}
