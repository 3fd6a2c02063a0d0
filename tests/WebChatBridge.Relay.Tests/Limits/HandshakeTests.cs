using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Limits;

/// <summary>Handshake a tick before its time, at it and after it: the hello of json, and the secret of an endpoint in every dialect.</summary>
public sealed class HandshakeTests
{
    private const string Secret = "0123456789abcdef";
    private const string Setting = "(Relay:Limits:Handshake)";

    private static readonly TimeSpan Tick = new(1);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("", -1, null)]
    [InlineData("", 0, $"no hello within 10 s {Setting}")]
    [InlineData("", 1, $"no hello within 10 s {Setting}")]
    [InlineData("{\"type\":\"hel", 0, $"no hello within 10 s {Setting}: 12 B came without an end")]
    public async Task Hello_OfJson(string sent, int ticks, string? reason)
    {
        await using var relay = await TestRelay.StartAsync();
        var client = await relay.ConnectAsync(relay.Json);
        await client.SendBytesAsync(LastWords.Ascii(sent));

        await relay.PassAsync(Limit + (ticks * Tick));

        await LastWords.AssertAsync(client, "json", "", CloseCode.HandshakeTimeout, reason);
        Assert.Equal(reason is null ? null : sent, client.Closed is { } closed ? System.Text.Encoding.ASCII.GetString(closed.Evidence ?? []) : null);
    }

    [Fact]
    public async Task Hello_Refused_OrAnotherRequest_IsNone()
    {
        await using var relay = await TestRelay.StartAsync();
        var client = await relay.ConnectAsync(relay.Json);
        client.Send("""{"type":"hello","name":""}""");
        await client.NextAsync("error");
        client.Send("""{"type":"ping"}""");
        await client.NextAsync("pong");
        var read = client.Written;

        await relay.PassAsync(Limit);

        await LastWords.AssertAsync(client, "json", read, CloseCode.HandshakeTimeout, $"no hello within 10 s {Setting}");
    }

    [Fact]
    public async Task Hello_Said_IsEnoughForEver()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.JsonAsync();
        await relay.SyncAsync(tom);

        await relay.PassAsync(TimeSpan.FromDays(1));

        Assert.Null(tom.Closed);
    }

    /// <summary>Counted from when it is known that there must be one: before, it may be a person's terminal.</summary>
    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, $"no hello within 10 s {Setting}")]
    public async Task Hello_OfWhoTurnsOutToSpeakJson(int ticks, string? reason)
    {
        await using var relay = await TestRelay.StartAsync();
        var client = await relay.ConnectAsync(relay.EndpointOf("any", "auto", "lobby"));
        await relay.PassAsync(TimeSpan.FromHours(1));
        await client.SendAsync("""{"type":"ping"}""");
        await client.NextAsync("pong");

        await relay.PassAsync((Limit / 2) + (ticks * Tick));
        await client.SendAsync("""{"type":"history"}""");
        await client.NextAsync("error");
        var read = client.Written;
        await relay.PassAsync(Limit / 2);

        await LastWords.AssertAsync(client, "json", read, CloseCode.HandshakeTimeout, reason);
    }

    [Theory]
    [MemberData(nameof(LastWords.Dialects), MemberType = typeof(LastWords))]
    public async Task Secret_InEveryDialect(string dialect)
    {
        await using var relay = await TestRelay.StartAsync();
        var endpoint = relay.EndpointOf("safe", dialect, "lobby", static with => with.Secret = Secret);
        var client = await relay.ConnectAsync(endpoint);
        var limit = Limit;
        if (dialect == "line")
        {
            var patience = TimeSpan.FromMilliseconds(200);
            limit -= patience;
            relay.Time.Advance(patience);
            await client.NextAsync(static line => line.StartsWith("* this endpoint asks for a secret", StringComparison.Ordinal));
        }

        var read = client.Written;
        var reason = $"no {(dialect == "json" ? "hello" : "secret")} within 10 s {Setting}";

        await relay.PassAsync(limit - Tick);
        await LastWords.AssertAsync(client, dialect, read, CloseCode.HandshakeTimeout, null);
        await relay.PassAsync(Tick);

        await LastWords.AssertAsync(client, dialect, read, CloseCode.HandshakeTimeout, reason);
    }
}
