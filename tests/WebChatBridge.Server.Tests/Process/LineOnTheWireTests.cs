using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>docs/wire.md §2.2, over sockets.</summary>
public sealed class LineOnTheWireTests : IAsyncLifetime
{
    private LiveServer server = null!;
    private RawClient ann = null!;
    private RawClient bob = null!;

    public async ValueTask InitializeAsync()
    {
        server = await LiveServer.StartAsync("--Relay:Limits:MaxMessageBytes=1000", "--Relay:Endpoints:1:HalfCloseGrace=00:00:00.300");
        ann = await Named("Ann");
        bob = await Named("Bob");
        Assert.Matches("^\\* [a-z]+-[a-z]+ joined lobby \\(2 here\\)$", await ann.ReadLineAsync());
        Assert.EndsWith(" is Bob now", await ann.ReadLineAsync());
    }

    public async ValueTask DisposeAsync()
    {
        ann.Dispose();
        bob.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Line_ReachesTheOthersWithItsName_AndNotItsSender()
    {
        await ann.SendAsync("hi\n");
        await bob.SendAsync("hello\n");

        Assert.Equal("Ann: hi", await bob.ReadLineAsync());
        Assert.Equal("Bob: hello", await ann.ReadLineAsync());
    }

    [Fact]
    public async Task Line_EndedByCrLf_IsAnsweredWithCrLf()
    {
        await ann.SendAsync("hi\r\n");
        Assert.Equal("Ann: hi", await bob.ReadLineAsync());

        await bob.SendAsync("hello\n");

        Assert.Equal("Bob: hello\r", await ann.ReadLineAsync());
    }

    [Fact]
    public async Task Line_EndedByCrNul_IsALine()
    {
        await ann.SendAsync("hi\r\0ho\r\n");

        Assert.Equal(["Ann: hi", "Ann: ho"], [await bob.ReadLineAsync(), await bob.ReadLineAsync()]);
    }

    [Fact]
    public async Task Line_Empty_IsNothing()
    {
        await ann.SendAsync("\n\r\n\nhi\n");

        Assert.Equal("Ann: hi", await bob.ReadLineAsync());
    }

    [Fact]
    public async Task Telnet_Negotiation_IsAnsweredAndTakenOutOfTheText()
    {
        // IAC DO ECHO, IAC WILL SGA, in the middle of a word; IAC IAC is a byte of the text.
        await ann.SendAsync([.. "h"u8, 0xFF, 0xFD, 1, 0xFF, 0xFB, 3, .. "i"u8, .. "\r\n"u8]);

        Assert.Equal([0xFF, 0xFC, 1, 0xFF, 0xFE, 3], await ann.ReadExactlyAsync(6));
        Assert.Equal("Ann: hi", await bob.ReadLineAsync());

        await bob.SendAsync("hello\n");
        Assert.Equal("Bob: hello\r", await ann.ReadLineAsync());
    }

    [Fact]
    public async Task Line_WithoutItsEndAtFin_IsAMessageMarkedUnterminated()
    {
        using var json = await server.JsonAsync();
        await bob.ReadLineAsync();

        await ann.SendAsync("backup done");
        ann.FinishSending();

        Assert.Equal("Ann: backup done", await bob.ReadLineAsync());
        Assert.True((await json.ReadJsonAsync("message"))["unterminated"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Line_WithoutItsEnd_IsSeenAsPendingUntilItComes()
    {
        await using var console = await server.WatchAsync();

        await ann.SendAsync("half a li");
        var pending = (await console.SessionAsync(session => session is { Name: "Ann", Pending: not null }, "what is pending")).Pending!;
        await ann.SendAsync("ne\n");

        Assert.Equal((9, (int?)null), (pending.Bytes, pending.Missing));
        Assert.Equal("Ann: half a line", await bob.ReadLineAsync());
        await console.SessionAsync(session => session is { Name: "Ann", Pending: null }, "that nothing is pending");
    }

    [Theory]
    [InlineData(999, true)]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public async Task Line_AtTheLimit_IsTakenOrRefusedInWords(int length, bool taken)
    {
        await using var console = await server.WatchAsync();

        await ann.SendAsync(new string('x', length) + "\n");

        if (taken)
        {
            Assert.Equal($"Ann: {new string('x', length)}", await bob.ReadLineAsync());
        }
        else
        {
            var words = await ann.ReadTextToEndAsync();
            Assert.Contains("1000 bytes (Relay:Limits:MaxMessageBytes)", words, StringComparison.Ordinal);
            Assert.StartsWith("* bye: ", words, StringComparison.Ordinal);
            var reason = await console.ClosedAsync("Ann");
            Assert.Equal((CloseCode.ProtocolViolation, 1000), (reason.Code, reason.Offset - "/nick Ann\n".Length));
            Assert.StartsWith("* Ann left lobby (1 here): ", await bob.ReadLineAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Text_ThatWouldForgeOrControl_IsHarmless()
    {
        using var json = await server.JsonAsync("Eve");
        await bob.ReadLineAsync();
        await json.PostAsync("hi\n* Tom left lobby (0 here)\u001b[2J\u202e\u0085Bob: no");

        Assert.Equal("Eve: hi", await bob.ReadLineAsync());
        Assert.Equal("  * Tom left lobby (0 here)␛[2J\uFFFD", await bob.ReadLineAsync());
        Assert.Equal("  Bob: no", await bob.ReadLineAsync());
    }

    [Fact]
    public async Task Command_Unknown_IsAnsweredAndNotPosted()
    {
        await ann.SendAsync("/jion plc\n//quit is how you leave\n");

        Assert.StartsWith("* There is no command /jion; did you mean /join?", await ann.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Equal("Ann: /quit is how you leave", await bob.ReadLineAsync());
    }

    [Fact]
    public async Task Commands_EachAnswersAsWritten()
    {
        await ann.SendAsync("/who\n");
        Assert.Equal("* 2 in lobby: Ann, Bob", await ann.ReadLineAsync());

        await ann.SendAsync("/msg bob psst\n");
        Assert.Equal("Ann (to you): psst", await bob.ReadLineAsync());

        await ann.SendAsync("one\n/history 1\n");
        Assert.Equal("* 1 message of lobby (times are UTC):", await ann.ReadLineAsync());
        Assert.Matches("^\\* [0-9]{2}:[0-9]{2}:[0-9]{2} Ann: one$", await ann.ReadLineAsync());
        Assert.Equal("Ann: one", await bob.ReadLineAsync());

        await ann.SendAsync("/join plc-3\n");
        Assert.Equal("* Ann joined plc-3 (1 here)", await ann.ReadLineAsync());
        Assert.Equal("* Ann left lobby (1 here)", await bob.ReadLineAsync());

        await ann.SendAsync("/rooms\n");
        Assert.Equal("* 2 rooms:", await ann.ReadLineAsync());
        Assert.Equal("* lobby (1 here, 1 messages)", await ann.ReadLineAsync());
        Assert.Equal("* plc-3 (1 here, 0 messages)", await ann.ReadLineAsync());

        await ann.SendAsync("/help\n");
        Assert.StartsWith("* ", await ann.ReadLineAsync(), StringComparison.Ordinal);

        await ann.SendAsync("/quit\n");
        Assert.EndsWith("* bye: said goodbye\n", await ann.ReadTextToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_Taken_BecomesTheNextFreeOne()
    {
        using var other = await server.TextAsync();

        await other.SendAsync("/nick bob\n");

        Assert.EndsWith(" is bob-2 now", await other.ReadLineAsync());
    }

    [Theory]
    [InlineData("has space")]
    [InlineData("*")]
    [InlineData("../etc")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456")]
    public async Task Name_ThatIsNone_IsRefusedInWords(string name)
    {
        await ann.SendAsync($"/nick {name}\n/who\n");

        var answer = await ann.ReadLineAsync();
        Assert.True(answer.StartsWith("* ", StringComparison.Ordinal) && !answer.EndsWith(" now", StringComparison.Ordinal), answer);
        Assert.Equal("* 2 in lobby: Ann, Bob", await ann.ReadLineAsync());
    }

    private async Task<RawClient> Named(string name)
    {
        var client = await server.TextAsync();
        await client.SendAsync($"/nick {name}\n");
        Assert.EndsWith($" is {name} now", await client.ReadLineAsync());
        return client;
    }
}
