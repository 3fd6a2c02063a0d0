using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class SessionWordsTests
{
    private static readonly SessionInfo Tom = Samples.Session(Samples.Tom);

    [Theory]
    [InlineData(0, null, null)]
    [InlineData(65_536, 12.0, "64 KB, 12s — not reading")]
    [InlineData(65_536, 1.0, "64 KB")]
    [InlineData(20, null, "20 B")]
    public void Queue_Waiting_SaysHowMuchAndHowLong(long bytes, double? seconds, string? said)
    {
        var session = Tom with { QueuedBytes = bytes, QueuedSince = seconds is { } age ? Samples.Noon.AddSeconds(-age) : null };

        Assert.Equal(said, SessionWords.Queue(session, Samples.Noon));
    }

    [Theory]
    [InlineData("line", SessionState.Open, null, "7 B, no newline yet")]
    [InlineData("json", SessionState.HalfClosed, null, "7 B, no newline yet")]
    [InlineData("header64", SessionState.Open, null, "7 B, no whole header yet")]
    [InlineData("nul", SessionState.Open, null, "7 B, no NUL (0x00) yet")]
    [InlineData("raw", SessionState.Open, null, "7 B, no pause yet")]
    [InlineData("auto", SessionState.Open, null, "7 B, no pause yet")]
    [InlineData("header64", SessionState.Open, 1_234, "7 B, waiting for 1,234 more")]
    [InlineData("line", SessionState.Closed, null, "7 B never became a message")]
    public void Pending_Some_SaysWhatItWaitsFor(string dialect, SessionState state, int? missing, string said) =>
        Assert.Equal(said, SessionWords.Pending(Tom with { Dialect = dialect, State = state, Pending = new PendingInput(7, [0x50], Samples.Noon, missing) }));

    [Fact]
    public void Pending_None_IsNothing() => Assert.Null(SessionWords.Pending(Tom));

    [Fact]
    public void Of_EveryCloseCode_HasItsOwnWords()
    {
        var words = Enum.GetValues<CloseCode>().Select(SessionWords.Of).ToList();

        Assert.Equal(words.Count, words.Distinct().Count());
        Assert.DoesNotContain("", words);
    }

    [Theory]
    [InlineData("tom", "127.0.0.1:60000", 5, true)]
    [InlineData("tom", "127.0.0.1:60000", 30, true)]
    [InlineData("tom", "127.0.0.1:60000", 31, false)]
    [InlineData("tom", "127.0.0.1:60000", -1, false)]
    [InlineData("tom", "10.0.0.7:60000", 5, false)]
    [InlineData("tom-2", "127.0.0.1:60000", 5, false)]
    public void ReturnOf_LaterSession_IsOneOfTheSameAddressAndNameWithinHalfAMinute(string name, string remote, int seconds, bool same)
    {
        var lost = Tom with { State = SessionState.Closed, ClosedAt = Samples.Noon.AddMinutes(1) };
        var later = Samples.Session(new Sender(18, name, Origin.Tcp)) with { Remote = remote, OpenedAt = Samples.Noon.AddMinutes(1).AddSeconds(seconds) };
        var book = new SessionBook();
        book.Apply(new WatchBatch { Sessions = [lost, later] });

        Assert.Equal(same ? 18 : null, SessionWords.ReturnOf(lost, book)?.Id);
    }
}
