using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>docs/wire.md §3.2: two programs and a transparent pipe, and its goodbyes.</summary>
public sealed class PairsOnTheWireTests : IAsyncLifetime
{
    private LiveServer server = null!;

    public async ValueTask InitializeAsync() => server = await LiveServer.StartAsync(
        "--Relay:Endpoints:0:HalfCloseGrace=00:00:00.300", "--Relay:Limits:EarlyBytes=1000");

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Pair_WhatTheFirstSaidEarly_ArrivesInOrderWhenTheSecondComes()
    {
        using var tom = await server.TutorialAsync();
        await tom.SendAsync([.. Header64.Frame("one"), .. Header64.Frame([0, 0xFF, 10]), .. Header64.Frame("three")]);

        using var jerry = await server.TutorialAsync();
        await tom.SendFrameAsync("four");

        Assert.Equal("one", await jerry.ReadFrameTextAsync());
        Assert.Equal([0, 0xFF, 10], await jerry.ReadFrameAsync());
        Assert.Equal(["three", "four"], [await jerry.ReadFrameTextAsync(), await jerry.ReadFrameTextAsync()]);
    }

    [Fact]
    public async Task Pair_FirstWentBeforeTheSecondCame_SecondBeginsAnew()
    {
        using (var early = await server.TutorialAsync())
        {
            await early.SendFrameAsync("nobody hears this");
            await early.SendFrameAsync("!DISCONNECT");
            Assert.Equal(Header64.Goodbye, await early.ReadToEndAsync());
        }

        var (tom, jerry) = await server.PairAsync();
        using var one = tom;
        using var other = jerry;
        await tom.SendFrameAsync("hi");
        Assert.Equal("hi", await jerry.ReadFrameTextAsync());
    }

    [Fact]
    public async Task Pair_MoreThanMayWaitForAPartner_IsALimit()
    {
        await using var console = await server.WatchAsync();
        using var tom = await server.TutorialAsync();

        await tom.SendFrameAsync(new string('x', 600));
        await tom.SendFrameAsync(new string('x', 600));

        Assert.Equal(Header64.Goodbye, await tom.ReadToEndAsync());
        Assert.Equal(CloseCode.Limit, (await console.ClosedAsync("tom")).Code);
    }

    [Fact]
    public async Task Pairs_FourPrograms_AreTwoPairsWithTheirNames()
    {
        await using var console = await server.WatchAsync();
        var programs = new List<RawClient>();
        foreach (var name in (string[])["tom", "jerry", "tom-2", "jerry-2"])
        {
            programs.Add(await server.TutorialAsync());
            var room = name.EndsWith("-2", StringComparison.Ordinal) ? "pair-2" : "pair-1";
            Assert.Equal((name, room), await console.SessionAsync(programs[^1]) is var session ? (session.Name, session.Room) : default);
        }

        await programs[2].SendFrameAsync("to the second pair only");
        await programs[0].SendFrameAsync("to the first pair only");

        Assert.Equal("to the first pair only", await programs[1].ReadFrameTextAsync());
        Assert.Equal("to the second pair only", await programs[3].ReadFrameTextAsync());
        programs.ForEach(program => program.Dispose());
    }

    [Fact]
    public async Task Goodbye_OfOneSide_LeavesTheOtherDirectionOpen()
    {
        await using var console = await server.WatchAsync();
        var (tom, jerry) = await server.PairAsync();
        using var one = tom;
        using var other = jerry;

        await tom.SendFrameAsync("!DISCONNECT");
        Assert.Equal("!DISCONNECT", await jerry.ReadFrameTextAsync());

        await jerry.SendFrameAsync("one more thing");
        await jerry.SendFrameAsync("!DISCONNECT");

        Assert.Equal("one more thing", await tom.ReadFrameTextAsync());
        Assert.Equal(Header64.Goodbye, await tom.ReadToEndAsync());
        Assert.Empty(await jerry.ReadToEndAsync());
        Assert.Equal(CloseCode.Goodbye, (await console.ClosedAsync("tom")).Code);
        Assert.Equal(CloseCode.Goodbye, (await console.ClosedAsync("jerry")).Code);
    }

    [Fact]
    public async Task Goodbye_ThenMore_IsNotPassedOn()
    {
        var (tom, jerry) = await server.PairAsync();
        using var one = tom;
        using var other = jerry;

        await tom.SendFrameAsync("!DISCONNECT");
        await tom.SendFrameAsync("!DISCONNECT");
        await jerry.SendFrameAsync("!DISCONNECT");

        Assert.Equal(Header64.Goodbye, await tom.ReadToEndAsync());
        Assert.Equal(Header64.Goodbye, await jerry.ReadToEndAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Partner_ThatVanishes_CountsAsHavingSaidGoodbye(bool reset)
    {
        await using var console = await server.WatchAsync();
        var (tom, jerry) = await server.PairAsync();
        using var one = tom;
        using var other = jerry;
        await tom.SendFrameAsync("last words");
        Assert.Equal("last words", await jerry.ReadFrameTextAsync());

        if (reset)
        {
            tom.Reset();
        }
        else
        {
            tom.FinishSending();
        }

        Assert.Equal("!DISCONNECT", await jerry.ReadFrameTextAsync());
        Assert.Equal(reset ? CloseCode.PeerReset : CloseCode.PeerClosed, (await console.ClosedAsync("tom")).Code);
        await jerry.SendFrameAsync("!DISCONNECT");
        Assert.Empty(await jerry.ReadToEndAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Kicked_BothGetExactlyOneGoodbye(bool first)
    {
        await using var console = await server.WatchAsync();
        var (tom, jerry) = await server.PairAsync();
        using var one = tom;
        using var other = jerry;
        var (victim, partner) = first ? (tom, jerry) : (jerry, tom);

        await console.Connection.CloseSessionAsync((await console.SessionAsync(victim)).Id, reset: false);

        Assert.Equal(Header64.Goodbye, await victim.ReadToEndAsync());
        Assert.Equal("!DISCONNECT", await partner.ReadFrameTextAsync());
        var reason = await console.ClosedAsync(victim);
        Assert.Equal(CloseCode.Kicked, reason.Code);
        Assert.Contains(console.Me.Name, reason.Sentence, StringComparison.Ordinal);
        await partner.SendFrameAsync("!DISCONNECT");
        Assert.Empty(await partner.ReadToEndAsync());
    }

    [Fact]
    public async Task Stop_BothGetExactlyOneGoodbye()
    {
        var (tom, jerry) = await server.PairAsync();
        using var one = tom;
        using var other = jerry;
        await tom.SendFrameAsync("hi");
        Assert.Equal("hi", await jerry.ReadFrameTextAsync());

        var stopping = server.StopAsync();

        Assert.Equal(Header64.Goodbye, await tom.ReadToEndAsync());
        Assert.Equal(Header64.Goodbye, await jerry.ReadToEndAsync());
        await stopping;
    }

    [Fact]
    public async Task ThirdVoice_IsNamedTowardTheSeatsAndHearsBoth()
    {
        var (tom, jerry) = await server.PairAsync();
        using var one = tom;
        using var other = jerry;
        using var eve = await server.JsonAsync("Eve", "pair-1");

        await eve.PostAsync("may I?");
        Assert.Equal("Eve: may I?", await tom.ReadFrameTextAsync());
        Assert.Equal("Eve: may I?", await jerry.ReadFrameTextAsync());

        await tom.SendFrameAsync("yes");
        Assert.Equal("yes", await jerry.ReadFrameTextAsync());
        var heard = await eve.ReadJsonAsync("message");
        Assert.Equal(("tom", "yes", 2), (heard.From(), heard.Text("text"), heard.Seq()));
    }

    [Fact]
    public async Task LinePair_PipesLinesAsTheyAre()
    {
        await using var lines = await LiveServer.StartAsync("--Relay:Endpoints:1:Seating=pairs");
        using var tom = await RawClient.ConnectAsync(lines.Text);
        using var jerry = await RawClient.ConnectAsync(lines.Text);

        await tom.SendAsync("/quit is no command here\n\n\u001b[31mred\n");

        Assert.Equal("/quit is no command here", await jerry.ReadLineAsync());
        Assert.Equal(["", "\u001b[31mred"], [await jerry.ReadLineAsync(), await jerry.ReadLineAsync()]);
    }
}
