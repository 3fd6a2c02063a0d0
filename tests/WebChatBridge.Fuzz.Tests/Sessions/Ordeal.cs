using WebChatBridge.Protocol;
using WebChatBridge.Relay;
using WebChatBridge.Relay.Tests;

namespace WebChatBridge.Fuzz.Tests;

/// <summary>
/// One bad client after the other in a real relay, in the room where two well-behaved ones talk. An input is what the bad one
/// sends; how it comes, and what is done to it meanwhile, is a function of the input.
/// </summary>
internal sealed class Ordeal : IAsyncDisposable
{
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(200);
    private static readonly string[] Spoken = ["header64", "header:1", "line", "json", "nul", "raw", "auto", "morse"];

    private static readonly Misbehaviour?[] Misdeeds =
        [null, new(MisbehaviourKind.StopReading), new(MisbehaviourKind.Slice, Bytes: 3), new(MisbehaviourKind.Merge, Gap: 50, Messages: 3), new(MisbehaviourKind.Delay, Gap: 50), new(MisbehaviourKind.FinOnly)];

    private readonly TestRelay relay;
    private readonly TestClient tom;
    private readonly TestClient jerry;
    private readonly Endpoint[] doors;
    private int said;

    private Ordeal(TestRelay relay, TestClient tom, TestClient jerry)
    {
        (this.relay, this.tom, this.jerry) = (relay, tom, jerry);
        doors =
        [
            relay.Text, relay.Json, relay.Pairs,
            relay.EndpointOf("ten", "header:10", "lobby", static with => with.FirstFrameIsName = true),
            relay.EndpointOf("replies", "header64", "lobby", static with => with.ReplyRaw = true),
            relay.EndpointOf("nul", "nul", "lobby"),
            relay.EndpointOf("raw", "raw", "lobby", static with => (with.FirstFrameIsName, with.NamePrompt) = (true, "NICK")),
            relay.EndpointOf("raw-pairs", "raw", "pairs"),
            relay.EndpointOf("line-pairs", "line", "pairs"),
            relay.EndpointOf("auto", "auto", "lobby"),
            relay.EndpointOf("far", "line", "lobby", loopback: false),
        ];
    }

    public static async Task<Ordeal> StartAsync()
    {
        var fresh = await TestRelay.StartAsync(new LimitOptions { MaxMessageBytes = 2_048 });
        return new Ordeal(fresh, await fresh.JsonAsync("Tom", "control-tom"), await fresh.JsonAsync("Jerry", "control-jerry"));
    }

    /// <summary>One bad client, from its arrival to its end. Throws when anybody else notices more than his messages.</summary>
    public async Task CheckAsync(byte[] input)
    {
        var chance = Chance.Of(input);
        var wire = new TestWire(rude: chance.OneIn(2));
        var connection = new Connection(relay.Relay, chance.Pick(doors), wire);
        var served = Task.Run(connection.RunAsync);
        for (var at = 0; at < input.Length;)
        {
            var piece = Math.Min(input.Length - at, 1 + chance.Below(chance.OneIn(3) ? 4 : 400));
            wire.In.Send(input.AsSpan(at, piece));
            at += piece;
            await MeanwhileAsync(connection, wire, chance.Below(12), chance);
            chance.Next();
        }

        await EndAsync(connection, wire, chance);
        await SayAsync();
        _ = relay.Faults.MisbehaveAsync("fuzz", connection.Session.Id, how: null); // who is not read is not seen to go
        await LetGoAsync(connection, wire, served);
        await LeftNothingAsync();
        if (relay.Errors.FirstOrDefault() is { } error)
        {
            throw new InvalidOperationException($"The relay's log has {relay.Errors.Count} errors. The first: {error}");
        }

        if (connection.Session.Closed is not { Reason: var reason } || reason.Code == CloseCode.ServerError)
        {
            throw new InvalidOperationException($"The session ended so: {connection.Session.Closed?.Reason.Sentence ?? "not at all"}.");
        }
    }

    /// <summary>An error in the relay's log fails it.</summary>
    public ValueTask DisposeAsync() => relay.DisposeAsync();

    private async Task LeftNothingAsync()
    {
        try
        {
            await relay.UntilAsync(() => relay.Core.Buffers.Held == 0 && relay.Core.Sessions.TcpCount == 2);
        }
        catch (OperationCanceledException late)
        {
            throw new InvalidOperationException($"{relay.Core.Buffers.Held} bytes wait for nobody, and {relay.Core.Sessions.TcpCount} sessions are open where 2 should be.", late);
        }
    }

    private async Task MeanwhileAsync(Connection connection, TestWire wire, int what, Chance chance)
    {
        var id = connection.Session.Id;
        switch (what)
        {
            case 0:
                relay.Time.Advance(Gap);
                break;
            case 1:
                await PassAsync(TimeSpan.FromMilliseconds(chance.Below(4_000)));
                break;
            case 2:
                // Not waited for: a session that does not read any more answers when it ends.
                _ = relay.Faults.SpeakAsync("fuzz", id, chance.Pick(Spoken));
                break;
            case 3:
                _ = relay.Faults.MisbehaveAsync("fuzz", id, chance.Pick(Misdeeds));
                break;
            case 4:
                wire.Out.Stall();
                break;
            case 5:
                wire.Out.Resume();
                break;
            case 6:
                await SayAsync();
                break;
            default:
                await relay.SyncAsync();
                break;
        }
    }

    // Time stands still until the good ones have read: otherwise they would be slow.
    private async Task PassAsync(TimeSpan time)
    {
        await relay.SyncAsync(tom, jerry);
        await relay.PassAsync(time);
    }

    private async Task EndAsync(Connection connection, TestWire wire, Chance chance)
    {
        switch (chance.Below(5))
        {
            case 0:
                wire.In.Fin();
                await PassAsync(TimeSpan.FromSeconds(2));
                break;
            case 1:
                wire.In.Reset();
                break;
            case 2:
                await relay.Hub.CloseAsync(tom.Session, connection.Session.Id, reset: chance.OneIn(2));
                break;
            case 3:
                connection.Stop(new CloseReason(CloseCode.ServerStopping, "the relay is stopping"));
                break;
            default:
                await PassAsync(TimeSpan.FromSeconds(11));
                break;
        }
    }

    // Said and acknowledged, and heard by the other: each once, in order.
    private async Task SayAsync()
    {
        var text = $"c-{++said}";
        await tom.PostAsync(text, text);
        var ack = await tom.NextAsync("ack");
        if (ack.GetProperty("id").GetString() != text)
        {
            throw new InvalidOperationException($"{text} was to be acknowledged, not {ack}.");
        }

        while (true)
        {
            var heard = await jerry.NextAsync("message");
            if (heard.GetProperty("from").GetProperty("id").GetInt64() == tom.Session.Id)
            {
                if (heard.GetProperty("text").GetString() != text)
                {
                    throw new InvalidOperationException($"{text} was to be heard, not {heard}.");
                }

                return;
            }
        }
    }

    // Whatever it was up to: its connection is gone, and so is everything of it.
    private async Task LetGoAsync(Connection connection, TestWire wire, Task served)
    {
        wire.Out.Break(new IOException("gone"));
        wire.In.Abort();
        var deadline = Deadline.Token();
        while (!served.IsCompleted)
        {
            if (deadline.IsCancellationRequested)
            {
                var session = connection.Session;
                throw new InvalidOperationException(
                    $"It does not end: closed {session.Closed?.Reason.Sentence ?? "not"}, {session.Misconduct?.ToString() ?? "well treated"}, {session.Outbox!.Queued} B wait, drained {session.Outbox.Drained.IsCompleted}, read from the log {session.Reading.Status}, disposed {wire.Disposed}, at endpoint {session.Endpoint!.Options.Name}.");
            }

            await PassAsync(TimeSpan.FromSeconds(1));
        }

        await served;
    }
}
