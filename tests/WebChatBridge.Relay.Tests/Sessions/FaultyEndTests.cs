using System.Buffers;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Sessions;

/// <summary>Something throws on the way out: the session is gone all the same, and so is everything it had.</summary>
public sealed class FaultyEndTests
{
    [Theory]
    [InlineData(CloseCode.Kicked)]
    [InlineData(CloseCode.TooSlow)]
    [InlineData(CloseCode.PeerReset)]
    public async Task End_WhoseLastWordsThrow_StillEnds(CloseCode code)
    {
        await using var relay = await TestRelay.StartAsync();
        relay.ExpectedErrors = 1;
        var tom = await relay.ConnectAsync(new Endpoint(new EndpointOptions { Name = "faulty", Room = "faulty" }, new SpeechlessAtTheEnd(), LoopbackOnly: true));

        relay.Core.Queue.Signal(tom.Session, new Signals.Ended(new CloseReason(code, "because")));
        await tom.Served.Soon();

        Assert.Equal(code, tom.Closed?.Code);
        await relay.SyncAsync();
        AssertGone(relay, tom.Session);
    }

    [Fact]
    public async Task End_WhoseOthersCannotBeTold_StillEnds_AndTheyStay()
    {
        await using var relay = await TestRelay.StartAsync();
        relay.ExpectedErrors = 1;
        var faulty = new SpeechlessAtTheEnd { FailsOn = static what => what is ServerEvent.Presence { Change: PresenceChange.Left } };
        var other = await relay.ConnectAsync(new Endpoint(new EndpointOptions { Name = "faulty" }, faulty, LoopbackOnly: true));
        var tom = await relay.JsonAsync("""{"type":"hello","name":"Tom","client":"tom"}""");

        tom.Wire.In.Reset();
        await tom.Served.Soon();

        Assert.Equal(CloseCode.PeerReset, tom.Closed?.Code);
        await relay.SyncAsync();
        AssertGone(relay, tom.Session);
        Assert.Null(other.Closed);
        faulty.FailsOn = static _ => false;
        Assert.Equal("Tom", (await relay.JsonAsync("""{"type":"hello","name":"Tom","client":"tom"}""")).Name);
    }

    private static void AssertGone(TestRelay relay, Session session)
    {
        Assert.Null(relay.Core.Sessions.Find(session.Id));
        Assert.DoesNotContain(session, session.Room?.Members ?? []);
        Assert.True(session.Outbox!.Drained.IsCompleted);
    }

    /// <summary>Lines, but for some events it has no words at all and throws, which no dialect may.</summary>
    private sealed class SpeechlessAtTheEnd : IDialect
    {
        private readonly IDialect lines = Endpoint.DialectOf(new EndpointOptions(), "line", 65_536);

        public Func<ServerEvent, bool> FailsOn { get; set; } = static what => what is ServerEvent.Bye;

        public string Name => lines.Name;

        public IFrameReader NewReader() => lines.NewReader();

        public ClientRequest Interpret(in Frame frame) => lines.Interpret(frame);

        public void Write(ServerEvent what, IBufferWriter<byte> output)
        {
            if (FailsOn(what))
            {
                throw new InvalidOperationException($"No words for {what.GetType().Name}.");
            }

            lines.Write(what, output);
        }
    }
}
