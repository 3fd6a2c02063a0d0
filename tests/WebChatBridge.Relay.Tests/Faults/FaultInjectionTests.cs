using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Faults;

/// <summary>What is done to one session on purpose, among others who must not notice.</summary>
public sealed class FaultInjectionTests
{
    private static readonly string Kib = new('x', 1_024);

    [Fact]
    public async Task Sliced_IsNotWaitedFor_AndTheOthersGetEverythingAtTheirPace()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.JsonAsync();
        var jerry = await relay.JsonAsync();
        var victim = await relay.JsonAsync();
        Assert.Null(await DoAsync(relay, victim, new(MisbehaviourKind.Slice, Bytes: 1, Gap: 60_000)));

        for (var i = 1; i <= 150; i++)
        {
            await tom.PostAsync($"{i} {Kib}");
            Assert.Equal(i, (await jerry.NextAsync("message")).GetProperty("seq").GetInt64());
        }

        await relay.SyncAsync(tom, jerry);
        await relay.PassAsync(TimeSpan.FromSeconds(30));
        Assert.Null(victim.Closed);
        Assert.Null(tom.Closed);
        Assert.InRange(victim.Session.Waiting, 150_000, relay.Limits.OutboxBytes);
    }

    [Fact]
    public async Task Sliced_TheOnlyReader_DoesNotSlowItsSender_AndTheByteLimitStillHolds()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();
        var jerry = await relay.HeaderAsync();
        Assert.Null(await DoAsync(relay, jerry, new(MisbehaviourKind.Delay, Gap: 60_000)));

        for (var i = 0; i < 300; i++)
        {
            await tom.SendAsync(Kib);
        }

        await relay.UntilAsync(() => jerry.Closed is not null);
        Assert.Equal(CloseCode.TooSlow, jerry.Closed!.Code);
        Assert.EndsWith("(Relay:Limits:OutboxBytes); on purpose: writes delayed 60,000 ms (by alice)", jerry.Closed.Sentence);
    }

    [Fact]
    public async Task Slowed_WhileItsRoomWaitsForIt_TheRoomGoesOn()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();
        var jerry = await relay.HeaderAsync();
        jerry.Wire.Out.Stall();
        for (var i = 0; i < 150; i++)
        {
            tom.Send(Kib);
        }

        await relay.UntilAsync(() => tom.Session.Room!.Held);
        Assert.Null(await DoAsync(relay, jerry, new(MisbehaviourKind.Slice, Bytes: 1)));

        await relay.UntilAsync(() => tom.Session.Room is { Held: false, Arriving.Count: 0 });
    }

    [Fact]
    public async Task Merged_CountsMessages_HoweverTheyWereDelivered()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();
        var jerry = await relay.HeaderAsync();
        var writes = new List<int>();
        Assert.Null(await DoAsync(relay, jerry, new(MisbehaviourKind.Merge, Messages: 2, Gap: 60_000)));
        var wrote = jerry.Wire.Out.Wrote!;
        jerry.Wire.Out.Wrote = bytes =>
        {
            writes.Add(bytes.Length);
            wrote(bytes);
        };

        tom.Send(Header("a", "b", "c", "d"));

        foreach (var text in new[] { "a", "b", "c", "d" })
        {
            Assert.Equal(text, await jerry.NextAsync());
        }

        Assert.Equal([130, 130], writes);
    }

    [Fact]
    public async Task Once_IsOverByItself_AndShownWhileItIsOn()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();
        var jerry = await relay.HeaderAsync();
        Assert.Null(await DoAsync(relay, jerry, new(MisbehaviourKind.Slice, Bytes: 7, Times: 1)));
        Assert.Equal("writes sliced to 7 B, once more (by alice)", jerry.Session.Describe(relay.Time).Misbehaves);

        await tom.SendAsync("hello");

        Assert.Equal("hello", await jerry.NextAsync());
        await relay.UntilAsync(() => jerry.Session.Misconduct is null);
        Assert.Null(jerry.Session.Describe(relay.Time).Misbehaves);
    }

    [Fact]
    public async Task Reset_SaysNothing_AndSaysSoToWhoeverAsksWhy()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();
        var jerry = await relay.HeaderAsync();

        Assert.Null(await DoAsync(relay, jerry, new(MisbehaviourKind.Reset)));

        Assert.Empty(await jerry.RestAsync());
        Assert.True(jerry.Wire.Aborted);
        Assert.Equal((CloseCode.Kicked, "reset (RST) on purpose by alice, without a goodbye"), (jerry.Closed!.Code, jerry.Closed.Sentence));
        Assert.Equal("!DISCONNECT", await tom.NextAsync());
    }

    [Fact]
    public async Task FinOnly_GetsWhatWaited_ThenNothing_AndIsStillRead()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.LineAsync("Tom");
        var jerry = await relay.ConnectAsync(relay.Text, rude: true);
        await jerry.SendAsync("/nick Jerry");
        await tom.NextAsync(static line => line.Contains("Jerry", StringComparison.Ordinal));
        await relay.SyncAsync(jerry);
        jerry.Rest();

        Assert.Null(await DoAsync(relay, jerry, new(MisbehaviourKind.FinOnly)));
        await jerry.Wire.Finished.Soon();
        await tom.SendAsync("are you there?");
        await jerry.SendAsync("yes, but deaf");

        Assert.Equal("Jerry: yes, but deaf", await tom.NextAsync());
        Assert.Empty(jerry.Rest());
        Assert.Null(jerry.Closed);
        Assert.Equal("told FIN without a goodbye, and still read (by alice)", jerry.Session.Describe(relay.Time).Misbehaves);
        Assert.Contains("told FIN on purpose", (await relay.Faults.SendBytesAsync("alice", jerry.Session.Id, "x"u8.ToArray()))!.Reason);
    }

    [Fact]
    public async Task FinOnly_ASenderIsTold_ThatItGetsNothingMore()
    {
        await using var relay = await TestRelay.StartAsync();
        var user = await relay.Hub.EnterAsync("Boss", null);
        var jerry = await relay.ConnectAsync(relay.Text, rude: true);
        Assert.Null(await DoAsync(relay, jerry, new(MisbehaviourKind.FinOnly)));
        await jerry.Wire.Finished.Soon();
        var sent = jerry.Session.MessagesOut;

        var result = await relay.Hub.PostAsync(user, "lobby", "hi"u8.ToArray(), null).Soon();

        Assert.Empty(result.WrittenTo);
        Assert.Equal("gets nothing more: told FIN without a goodbye, and still read (by alice)", Assert.Single(result.Failed).Reason);
        Assert.Equal(sent, jerry.Session.MessagesOut);
    }

    [Fact]
    public async Task SendBytes_GoToItsSocketOnly_AsTheyAre()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();
        var jerry = await relay.HeaderAsync();
        var notes = new List<string?>();
        jerry.Session.Outbox!.Writing = (_, note) => notes.Add(note);

        Assert.Null(await relay.Faults.SendBytesAsync("alice", jerry.Session.Id, Header("from nobody"), resentFrom: 1042));

        Assert.Equal("from nobody", await jerry.NextAsync());
        Assert.Equal(["resent from 1042"], notes);
        Assert.Empty(tom.Rest());
        Assert.Equal(0, jerry.Session.Room!.LastSeq);
    }

    [Theory]
    [InlineData(0, "0 bytes are to be sent; 1 to 65,536 can be (Relay:Limits:MaxMessageBytes).")]
    [InlineData(65_537, "65,537 bytes are to be sent; 1 to 65,536 can be (Relay:Limits:MaxMessageBytes).")]
    public async Task SendBytes_OfAnotherSize_AreRefusedInWords(int bytes, string words)
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();

        var refused = await relay.Faults.SendBytesAsync("alice", tom.Session.Id, new byte[bytes]);

        Assert.Equal(new Rejection(ErrorCode.Limit, words), refused);
    }

    [Fact]
    public async Task Deeds_OnWhoHasNoSocketOrIsGone_AreRefusedInWords()
    {
        await using var relay = await TestRelay.StartAsync();
        var user = await relay.Hub.EnterAsync("Boss", null);

        Assert.Equal("Session 999 is not open.", (await relay.Faults.SendBytesAsync("alice", 999, new byte[1]))!.Reason);
        Assert.Equal($"Session {user.Id} is a user of the console: it has no socket.", (await relay.Faults.MisbehaveAsync("alice", user.Id, null))!.Reason);
    }

    [Theory]
    [InlineData("""{"kind":"slice","bytes":0}""", "Bytes is 0; slice takes 1-65536, the bytes in each piece.")]
    [InlineData("""{"kind":"slice","bytes":3,"gap":60001}""", "Gap is 60001; slice takes 0-60000 ms.")]
    [InlineData("""{"kind":"merge","messages":1,"gap":5}""", "Messages is 1; merge takes 2-1000, the messages that leave together.")]
    [InlineData("""{"kind":"merge","messages":2}""", "Gap is 0; merge takes 1-60000 ms.")]
    [InlineData("""{"kind":"delay","gap":-1}""", "Gap is -1; delay takes 1-60000 ms.")]
    [InlineData("""{"kind":"slice","times":0}""", "Times is 0; it takes 1-1000000 writes, or null until it is switched off.")]
    public async Task Numbers_OutOfRange_AreRefusedWithTheRange(string how, string words)
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();
        var json = new System.Text.Json.JsonSerializerOptions();
        HubJson.Configure(json);

        var refused = await DoAsync(relay, tom, System.Text.Json.JsonSerializer.Deserialize<Misbehaviour>(how, json)!);

        Assert.Equal(new Rejection(ErrorCode.BadRequest, words), refused);
        Assert.Null(tom.Session.Misconduct);
    }

    private static Task<Rejection?> DoAsync(TestRelay relay, TestClient client, Misbehaviour? how) =>
        relay.Faults.MisbehaveAsync("alice", client.Session.Id, how).Soon();

    private static byte[] Header(params string[] texts) =>
        [.. texts.SelectMany(static text => Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetByteCount(text)}".PadRight(64) + text))];
}
