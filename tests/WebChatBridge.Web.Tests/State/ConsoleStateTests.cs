using Bunit;
using Microsoft.Extensions.DependencyInjection;
using WebChatBridge.Client;
using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class ConsoleStateTests : IAsyncLifetime
{
    private readonly ConsoleStage _stage = new();
    private ConsoleState _state = null!;

    public ValueTask InitializeAsync()
    {
        _state = _stage.Services.GetRequiredService<ConsoleState>();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Changed_ManyBatches_ComesAtMostEightTimesASecond()
    {
        var beats = 0;
        _state.Changed += () => beats++;
        await _stage.StartAsync(Samples.Snapshot());
        beats = 0;

        for (var i = 0; i < 100; i++)
        {
            await _stage.Renderer.Dispatcher.InvokeAsync(() =>
            {
                _state.Touch();
                _stage.Time.Advance(TimeSpan.FromMilliseconds(10));
            });
        }

        Assert.InRange(beats, 7, 9);
    }

    [Fact]
    public async Task Snapshot_Second_ReplacesWhatIsGone()
    {
        await _stage.StartAsync(Samples.Snapshot());

        await _stage.PushAsync(Samples.Snapshot() with { Sessions = [Samples.Session(Samples.Tom)], Rooms = [] });

        Assert.Equal(["tom"], _state.Sessions.Open.Select(session => session.Name));
        Assert.Empty(_state.Rooms.All);
    }

    [Fact]
    public async Task Sessions_Closed_MoveToTheClosedOnesAndOnlyTheLastAreKept()
    {
        await _stage.StartAsync(Samples.Snapshot());

        var closed = Enumerable.Range(100, 300).Select(id => Samples.Session(new Sender(id, $"n{id}", Origin.Tcp)) with
        {
            State = SessionState.Closed,
            ClosedAt = Samples.Noon.AddSeconds(id),
        });
        await _stage.PushAsync(new WatchBatch { Sessions = [.. closed] });

        Assert.Equal(SessionBook.ClosedKept, _state.Sessions.Closed.Count);
        Assert.Equal(399, _state.Sessions.Closed[0].Id);
        Assert.Equal(3, _state.Sessions.Open.Count);
    }

    [Fact]
    public async Task Rooms_AreSorted_LobbiesThenPairsByNumberThenDirectLines()
    {
        await _stage.StartAsync(Samples.Snapshot() with
        {
            Rooms = [Samples.Room("@3+4"), Samples.Room("pair-10"), Samples.Room("plc"), Samples.Room("pair-2"), Samples.Room("lobby")],
        });

        Assert.Equal(["lobby", "plc", "pair-2", "pair-10", "@3+4"], _state.Rooms.All.Select(room => room.Name));
    }

    [Fact]
    public async Task WantCounters_WhileFollowing_GoesOnFromTheLastMessageSeen()
    {
        await _stage.StartAsync(Samples.Snapshot());
        await _state.FollowAsync("lobby", FollowMode.Live, 5);
        await _stage.PushAsync(new WatchBatch { Messages = [Samples.Message(6), Samples.Message(7)] });

        await _state.WantCountersAsync(true);

        Assert.Equal(new FollowRequest("lobby", FollowMode.Live, 7, Counters: true), _stage.Connection.Follows[^1]);
    }

    [Fact]
    public async Task WantedName_AfterEachSnapshot_IsAskedForAgain()
    {
        _state.WantedName = "Alice";

        await _stage.StartAsync(Samples.Snapshot());

        Assert.Equal((null, "Alice"), Assert.Single(_stage.Connection.Renames));
    }

    [Fact]
    public async Task Role_IsWhatTheHubSays_AndAViewerAsksForNoName()
    {
        _state.WantedName = "Alice";

        await _stage.StartAsync(Samples.Snapshot() with { Role = Role.Viewer });
        Assert.Equal((true, false), (_state.May(Role.Viewer), _state.May(Role.Participant)));
        Assert.Empty(_stage.Connection.Renames);

        await _stage.PushAsync(Samples.Snapshot() with { Role = Role.Participant });
        Assert.Equal((true, false), (_state.May(Role.Participant), _state.May(Role.Operator)));
        Assert.Single(_stage.Connection.Renames);
    }

    [Fact]
    public async Task Watch_EndsForGood_IsSaidInWords()
    {
        await _stage.StartAsync(Samples.Snapshot());
        await _stage.TickAsync();
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _state.Changed += () => told.TrySetResult();

        _stage.Connection.Break(new RelayUnreachableException("The relay at http://x/hub cannot be reached."));
        await told.Task.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal("The relay at http://x/hub cannot be reached.", _state.Failure);
    }

    [Theory]
    [InlineData(0, true, "idle", "listening on 127.0.0.1:5051", "nobody connected yet")]
    [InlineData(1, true, "ok", "tcp 127.0.0.1:5051", "1 client · 0 msg/s")]
    [InlineData(3, true, "ok", "tcp 127.0.0.1:5051", "3 clients · 0 msg/s")]
    [InlineData(3, false, "warn", "not listening", null)]
    public async Task Pill_OfStatus_SaysHowTheRelayIs(int sockets, bool listening, string kind, string text, string? numbers)
    {
        await _stage.StartAsync(Samples.Snapshot() with { Status = Samples.Status(sockets) with { Listening = listening } });

        var pill = PillText.Of(_state);

        Assert.Equal((kind, text, numbers), (pill.Kind, pill.Text, pill.Numbers));
    }
}
