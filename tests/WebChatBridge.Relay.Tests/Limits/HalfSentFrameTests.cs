using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Limits;

/// <summary>HalfSentFrame and its rate at one less, at them and one more: in bytes and in time.</summary>
public sealed class HalfSentFrameTests
{
    private const int Rate = 240;

    private static readonly TimeSpan Tick = new(1);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("header64", 2_399, 0, "2,399 B came, 57,665 are missing")]
    [InlineData("header64", 2_400, 0, null)]
    [InlineData("header64", 2_401, 0, null)]
    [InlineData("header64", 1, -1, null)]
    [InlineData("header64", 1, 0, "1 B came without an end")]
    [InlineData("header64", 2_400, 1, "2,400 B came, 57,664 are missing")]
    [InlineData("json", 2_399, 0, "2,399 B came without an end")]
    [InlineData("json", 2_400, 0, null)]
    [InlineData("json", 1, -1, null)]
    [InlineData("json", 1, 0, "1 B came without an end")]
    [InlineData("nul", 2_399, 0, "2,399 B came without an end")]
    [InlineData("nul", 2_400, 0, null)]
    [InlineData("nul", 1, -1, null)]
    [InlineData("nul", 1, 0, "1 B came without an end")]
    public async Task Frame_HalfSent_EndsInTheWordsOfTheDialect(string dialect, int bytes, int ticks, string? figures)
    {
        await using var relay = await TestRelay.StartAsync();
        var client = await ArriveAsync(relay, dialect);
        var read = client.Written;
        await client.SendBytesAsync(Begun(dialect, bytes));

        await relay.PassAsync(Limit + (ticks * Tick));

        await LastWords.AssertAsync(client, dialect, read, CloseCode.ProtocolViolation, figures is null ? null : $"half a frame for 10 s: {figures} (Relay:Limits:HalfSentFrame)");
        Assert.Equal(figures is null ? null : Math.Min(64, bytes), client.Closed?.Evidence!.Length);
    }

    [Fact]
    public async Task Frame_ThatKeepsComingAtTheRate_MayTakeItsTime_AndNoLonger()
    {
        await using var relay = await TestRelay.StartAsync();
        var client = await ArriveAsync(relay, "header64");
        var frame = Begun("header64", 60_064);
        for (var second = 0; second < 30; second++)
        {
            await client.SendBytesAsync(frame[(second * Rate)..((second + 1) * Rate)]);
            await relay.PassAsync(TimeSpan.FromSeconds(1));
            Assert.Null(client.Closed);
        }

        await relay.PassAsync(Tick);

        await LastWords.AssertAsync(client, "header64", "", CloseCode.ProtocolViolation, "half a frame for 30 s: 7,200 B came, 52,864 are missing (Relay:Limits:HalfSentFrame)");
    }

    [Fact]
    public async Task Frame_AfterAnother_HasItsOwnTime()
    {
        await using var relay = await TestRelay.StartAsync();
        var client = await ArriveAsync(relay, "nul");
        await client.SendBytesAsync("a"u8.ToArray());
        await relay.PassAsync(Limit - Tick);

        await client.SendBytesAsync("b\0c"u8.ToArray());
        await relay.PassAsync(Limit - Tick);
        await LastWords.AssertAsync(client, "nul", "", CloseCode.ProtocolViolation, null);
        await relay.PassAsync(Tick);

        await LastWords.AssertAsync(client, "nul", "", CloseCode.ProtocolViolation, "half a frame for 10 s: 1 B came without an end (Relay:Limits:HalfSentFrame)");
    }

    [Theory]
    [InlineData("line", Rate)]
    [InlineData("header64", 0)]
    public async Task WhatAPersonTypes_AndAFrameWithoutARate_MayStayHalfSent(string dialect, int rate)
    {
        await using var relay = await TestRelay.StartAsync(new LimitOptions { HalfSentFrameBytesPerSecond = rate });
        var client = await ArriveAsync(relay, dialect);
        await client.SendBytesAsync("5"u8.ToArray());

        await relay.PassAsync(TimeSpan.FromHours(1));

        Assert.Null(client.Closed);
        Assert.Equal(1, client.Session.Input.Pending!.Bytes);
    }

    private static async Task<TestClient> ArriveAsync(TestRelay relay, string dialect) => dialect == "json"
        ? await relay.JsonAsync()
        : await relay.ConnectAsync(relay.EndpointOf(dialect, dialect, dialect == "header64" ? "pairs" : "lobby"));

    private static byte[] Begun(string dialect, int bytes) => LastWords.Ascii(((dialect switch
    {
        "header64" => "60000".PadRight(64),
        "json" => "{\"type\":\"post\",\"text\":\"",
        _ => "",
    }) + new string('x', 60_000))[..bytes]);
}
