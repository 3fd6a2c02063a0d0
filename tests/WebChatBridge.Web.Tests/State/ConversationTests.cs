using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class ConversationTests : IAsyncLifetime
{
    private readonly FakeConsoleConnection _connection = new();
    private readonly FakeTimeProvider _time = new(Samples.Noon);
    private readonly ConsoleState _state;
    private readonly Conversation _conversation;

    public ConversationTests()
    {
        _state = new ConsoleState(_connection, _time, NullLogger<ConsoleState>.Instance);
        _conversation = new Conversation(_state, ConversationAddress.Parse("lobby", 9));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _conversation.DisposeAsync();
        await _state.DisposeAsync();
    }

    [Fact]
    public async Task Open_AtAMessage_ReadsAroundItAndOnlyCounts()
    {
        _connection.Log.AddRange(Samples.Messages(1, 1000));

        await _conversation.OpenAsync(at: 500);

        Assert.Equal(new HistoryQuery("lobby", After: 450, Limit: 100), Assert.Single(_connection.Queries));
        Assert.Equal(FollowMode.Count, _connection.Follows[^1].Mode);
        Assert.Equal((451, 550), (_conversation.Transcript.FirstShown, _conversation.Transcript.LastShown));
    }

    [Fact]
    public async Task Open_Paused_EndsAtThatMessage()
    {
        _connection.Log.AddRange(Samples.Messages(1, 1000));

        await _conversation.OpenAsync(paused: 600);

        Assert.Equal((LiveMode.Paused, 600), (_conversation.Transcript.Mode, _conversation.Transcript.LastShown));
    }

    [Fact]
    public async Task GoLive_NotFarBehind_FollowsFromTheLastShown()
    {
        _connection.Log.AddRange(Samples.Messages(1, 100));
        await _conversation.OpenAsync();
        await _conversation.PauseAsync();
        _conversation.Transcript.Hear(600, "tom");

        await _conversation.GoLiveAsync();

        Assert.Equal(new FollowRequest("lobby", FollowMode.Live, 100), _connection.Follows[^1]);
        Assert.Single(_connection.Queries);
    }

    [Fact]
    public async Task GoLive_FarBehind_JumpsAndLeavesAGapWithTheCount()
    {
        _connection.Log.AddRange(Samples.Messages(1, 100));
        await _conversation.OpenAsync();
        await _conversation.PauseAsync();
        _connection.Log.AddRange(Samples.Messages(101, 5000));
        _conversation.Transcript.Hear(5000, "tom");

        await _conversation.GoLiveAsync();

        Assert.Equal(4800, Assert.Single(_conversation.Transcript.Rows.OfType<Row.Gap>()).Count);
        Assert.Equal(new FollowRequest("lobby", FollowMode.Live, 5000), _connection.Follows[^1]);
    }

    [Fact]
    public async Task ReachTopAndBottom_Repeatedly_WalksTheWholeHistory()
    {
        _connection.Log.AddRange(Samples.Messages(1, 450));
        await _conversation.OpenAsync();
        await _conversation.ReleaseAsync();

        for (var i = 0; i < 10 && !_conversation.Transcript.AtStart; i++)
        {
            await _conversation.ReachTopAsync();
        }

        Assert.Equal(1, _conversation.Transcript.FirstShown);
        for (var i = 0; i < 10 && _conversation.Transcript.Mode != LiveMode.Live; i++)
        {
            await _conversation.ReachBottomAsync();
        }

        Assert.Equal(LiveMode.Live, _conversation.Transcript.Mode);
        Assert.Empty(_conversation.Transcript.Rows.OfType<Row.Gap>());
    }

    [Fact]
    public async Task Look_WhileLive_MarksReadAndLookingAwayDraws_TheLine()
    {
        _connection.Log.AddRange(Samples.Messages(1, 10));
        await _conversation.OpenAsync();

        _conversation.Look(true);
        Assert.Equal(10, _state.Marks.Of("lobby"));
        _conversation.Look(false);

        Assert.Equal(10, _conversation.Transcript.UnreadAfter);
    }

    [Fact]
    public async Task Look_WhileReading_MarksNothing()
    {
        _connection.Log.AddRange(Samples.Messages(1, 10));
        await _conversation.OpenAsync();
        await _conversation.ReleaseAsync();

        _conversation.Look(true);

        Assert.Equal(0, _state.Marks.Of("lobby"));
    }

    [Theory]
    [InlineData("lobby", "lobby", null, false)]
    [InlineData("@3", "@3+9", 3L, false)]
    [InlineData("@17", "@9+17", 17L, false)]
    [InlineData("@3+9", "@3+9", 3L, false)]
    [InlineData("@3+4", "@3+4", null, true)]
    [InlineData("@tom", "@tom", null, false)]
    public void Address_OfName_IsTheRoomAndWhoIsThere(string name, string room, long? session, bool foreign) =>
        Assert.Equal(new ConversationAddress(room, session, foreign), ConversationAddress.Parse(name, me: 9));
}
