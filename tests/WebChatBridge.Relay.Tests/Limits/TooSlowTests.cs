using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Limits;

/// <summary>OutboxBytes at one less, at it and one more: what a reader that stopped is told, in each dialect.</summary>
public sealed class TooSlowTests
{
    private const int Limit = 4_096;

    public static TheoryData<string, int, bool> Dialects
    {
        get
        {
            var rows = new TheoryData<string, int, bool>();
            foreach (var dialect in (string[])["line", "json", "header64", "nul", "raw"])
            {
                rows.Add(dialect, Limit - 1, false);
                rows.Add(dialect, Limit, false);
                rows.Add(dialect, Limit + 1, true);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task Outbox_OverItsLimit_EndsInTheWordsOfTheDialect(string dialect, int waiting, bool ends)
    {
        await using var relay = await TestRelay.StartAsync(new LimitOptions { OutboxBytes = Limit, OutboxSoftBytes = Limit });
        var slow = dialect == "json" ? await relay.JsonAsync() : await relay.ConnectAsync(relay.EndpointOf("slow", dialect, "lobby"));
        var tom = await relay.JsonAsync("""{"type":"hello","name":"Tom"}""");
        await relay.JsonAsync(); // reads, so that nobody waits for the slow one
        await relay.SyncAsync(slow);
        var read = slow.Written.Length;
        slow.Wire.Out.Stall();
        const int first = 2_000;
        await tom.PostAsync(new string('x', first));
        await relay.UntilAsync(() => slow.Session.Outbox!.Blocked);
        var onItsWay = slow.Session.Outbox!.Queued;

        await tom.PostAsync(new string('y', waiting - onItsWay - (onItsWay - first)));
        await relay.UntilAsync(() => slow.Session.Outbox.Queued == waiting || slow.Closed is not null);
        slow.Wire.Out.Resume();
        await relay.UntilAsync(() => slow.Written.Length >= read + onItsWay);

        if (ends)
        {
            await LastWords.AssertAsync(
                slow, dialect, slow.Written[..(read + onItsWay)], CloseCode.TooSlow, $"too slow: {onItsWay:N0} B waited and more did not fit, the limit is 4,096 B (Relay:Limits:OutboxBytes)");
        }
        else
        {
            await relay.UntilAsync(() => slow.Written.Length == read + waiting);
            Assert.Null(slow.Closed);
        }
    }

    /// <summary>What is told to a program that has sent much at once waits for us before it waits for the program.</summary>
    [Fact]
    public async Task BurstOfAcknowledgements_OverTheLimit_IsNoSlowness()
    {
        await using var relay = await TestRelay.StartAsync(new LimitOptions { OutboxBytes = Limit, OutboxSoftBytes = Limit });
        var tom = await relay.JsonAsync();
        const int posts = 500;

        tom.Send(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, posts).Select(static i => $$"""{"type":"post","id":"{{i}}","text":"x"}""" + "\n"))));

        for (var i = 0; i < posts; i++)
        {
            Assert.Equal($"{i}", (await tom.NextAsync("ack")).GetProperty("id").GetString());
        }

        Assert.Null(tom.Closed);
    }

    /// <summary>The smallest outbox there may be: readers that read get everything of a burst, in every size.</summary>
    [Theory]
    [InlineData(1, 3_000)]
    [InlineData(100, 1_000)]
    [InlineData(4_000, 200)]
    public async Task SmallestOutbox_OfReadersThatRead_IsNeverTooSmall(int bytes, int messages)
    {
        await using var relay = await TestRelay.StartAsync(new LimitOptions { OutboxBytes = Limit, OutboxSoftBytes = Limit, MaxMessageBytes = Limit });
        var readers = new List<TestClient>();
        for (var i = 0; i < 5; i++)
        {
            readers.Add(await relay.JsonAsync());
        }

        var tom = await relay.LineAsync("Tom");
        var line = new string('x', bytes) + "\n";

        tom.Send(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(line, messages))));

        foreach (var reader in readers)
        {
            for (var i = 1; i <= messages; i++)
            {
                Assert.Equal(i, (await reader.NextAsync("message")).GetProperty("seq").GetInt64());
            }
        }

        Assert.All(readers, static reader => Assert.Null(reader.Closed));
    }

    /// <summary>Nor is what its dialect makes of it: six bytes for each, which no limit on messages knows of.</summary>
    [Fact]
    public async Task ControlCharacters_SpelledInJson_FitTheirReader()
    {
        await using var relay = await TestRelay.StartAsync();
        var reader = await relay.JsonAsync();
        var tom = await relay.ConnectAsync(relay.EndpointOf("header", "header64", "lobby"));
        const int messages = 20;

        for (var i = 0; i < messages; i++)
        {
            tom.Send(new string('\u0001', 60_000));
        }

        for (var i = 1; i <= messages; i++)
        {
            Assert.Equal(i, (await reader.NextAsync("message")).GetProperty("seq").GetInt64());
        }

        Assert.Null(tom.Closed ?? reader.Closed);
    }

    [Theory]
    [InlineData(65_536, false)]
    [InlineData(65_537, true)]
    public async Task Total_CountsTheBuffers_AndTheLargestIsCutAtOnce(int bytes, bool over)
    {
        await using var relay = await TestRelay.StartAsync(new LimitOptions { TotalOutboxBytes = 65_536 + 32_768 });
        var tom = await relay.JsonAsync();
        var small = await StalledAsync(relay, "small", 30_000);
        var large = await StalledAsync(relay, "large", bytes);

        await relay.UntilAsync(() => large.Session.Outbox!.Queued == bytes || large.Closed is not null);

        Assert.Equal(over, large.Closed is not null);
        Assert.Null(small.Closed);
        if (over)
        {
            Assert.Equal(CloseCode.TooSlow, large.Closed!.Code);
            Assert.Matches(@"^too slow: what waits takes [\d,]+ B in all, the limit is 98,304 B \(Relay:Limits:TotalOutboxBytes\), and 65,537 B of it wait here, where most do$", large.Closed.Sentence);
        }

        Assert.Null(tom.Closed);
    }

    /// <summary>A part of the limit may be on its way to those who are told why; who comes after them is reset.</summary>
    [Theory]
    [InlineData(4_095, true)]
    [InlineData(4_096, true)]
    [InlineData(4_097, false)]
    public async Task Total_WhileMuchIsStillOnItsWay_EndsWithoutAWord(int onItsWay, bool told)
    {
        const int limit = 32 * 4_096;
        await using var relay = await TestRelay.StartAsync(new LimitOptions { TotalOutboxBytes = limit });
        var slow = await StalledAsync(relay, "slow", onItsWay, "line");

        Assert.True(slow.Session.Outbox!.TryAppend(new byte[limit]));
        await relay.UntilAsync(() => slow.Closed is not null);
        slow.Wire.Out.Resume();
        await slow.Served.Soon();

        var buffers = limit + (told ? 4_096 : 8_192);
        var words = $"too slow: what waits takes {buffers:N0} B in all, the limit is {limit:N0} B (Relay:Limits:TotalOutboxBytes), and {limit + onItsWay:N0} B of it wait here, where most do";
        Assert.Equal((CloseCode.TooSlow, words, !told), (slow.Closed!.Code, slow.Closed.Sentence, slow.Wire.Aborted));
        Assert.Equal(told, slow.Written.EndsWith(LastWords.Of("line", words), StringComparison.Ordinal));
    }

    private static async Task<TestClient> StalledAsync(TestRelay relay, string name, int bytes, string dialect = "nul")
    {
        var client = await relay.ConnectAsync(relay.EndpointOf(name, dialect, "lobby", with => with.Room = name));
        await relay.SyncAsync(client);
        client.Wire.Out.Stall();
        Assert.True(client.Session.Outbox!.TryAppend(new byte[bytes]));
        await client.Session.Outbox.WhenTriedAsync().Soon();
        return client;
    }
}
