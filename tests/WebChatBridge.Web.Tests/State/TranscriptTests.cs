using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class TranscriptTests
{
    private readonly Transcript _transcript = new();

    [Fact]
    public void Show_NewestPage_IsLiveAtTheEnd()
    {
        Open(1, 100);

        Assert.Equal(LiveMode.Live, _transcript.Mode);
        Assert.Equal((1, 100, 0), (_transcript.FirstShown, _transcript.LastShown, _transcript.New));
        Assert.True(_transcript.AtStart);
    }

    [Theory]
    [InlineData(LiveMode.Live, "append", LiveMode.Live, 101, 0)]
    [InlineData(LiveMode.Live, "release", LiveMode.Reading, 100, 0)]
    [InlineData(LiveMode.Live, "pause", LiveMode.Paused, 100, 0)]
    [InlineData(LiveMode.Reading, "append", LiveMode.Reading, 100, 1)]
    [InlineData(LiveMode.Reading, "release", LiveMode.Reading, 100, 0)]
    [InlineData(LiveMode.Reading, "pause", LiveMode.Paused, 100, 0)]
    [InlineData(LiveMode.Reading, "live", LiveMode.Live, 100, 0)]
    [InlineData(LiveMode.Paused, "append", LiveMode.Paused, 100, 1)]
    [InlineData(LiveMode.Paused, "release", LiveMode.Paused, 100, 0)]
    [InlineData(LiveMode.Paused, "pause", LiveMode.Paused, 100, 0)]
    [InlineData(LiveMode.Paused, "live", LiveMode.Live, 100, 0)]
    public void Mode_AfterWhatHappened_IsWhatTheTableSays(LiveMode from, string what, LiveMode mode, long lastShown, long waiting)
    {
        Open(1, 100);
        Put(from);

        Do(what);

        Assert.Equal((mode, lastShown, waiting), (_transcript.Mode, _transcript.LastShown, _transcript.New));
    }

    [Fact]
    public void Append_WhileReading_FreezesRowsAndCountsExactly()
    {
        Open(1, 100);
        _transcript.Release();
        var rows = _transcript.Rows;

        _transcript.Append(Samples.Messages(101, 140), Samples.Noon);
        _transcript.Hear(312, "jerry");

        Assert.Same(rows, _transcript.Rows);
        Assert.Equal(212, _transcript.New);
        Assert.Equal(["tom", "jerry"], _transcript.NewFrom);
    }

    [Fact]
    public void GoLive_ThenWhatWasMissed_LosesNothing()
    {
        Open(1, 100);
        _transcript.Release();
        _transcript.Hear(150, "tom");

        _transcript.GoLive();
        _transcript.Append(Samples.Messages(101, 150), Samples.Noon);

        Assert.Equal(Enumerable.Range(1, 150).Select(seq => (long)seq), Seqs());
        Assert.Null(_transcript.FirehoseRate);
    }

    [Fact]
    public void Append_SameMessagesTwice_ShowsThemOnce()
    {
        Open(1, 100);

        _transcript.Append(Samples.Messages(99, 103), Samples.Noon);
        _transcript.Append(Samples.Messages(101, 104), Samples.Noon);

        Assert.Equal(Enumerable.Range(1, 104).Select(seq => (long)seq), Seqs());
    }

    [Fact]
    public void Append_OverTheWindow_TrimsAtTheTopOnlyWhileLive()
    {
        Open(1, 100);

        for (var seq = 101; seq <= 400; seq += 10)
        {
            _transcript.Append(Samples.Messages(seq, seq + 9), Samples.Noon.AddSeconds(seq));
        }

        Assert.Equal((400 - Transcript.Window + 1, 400), (_transcript.FirstShown, _transcript.LastShown));
        Assert.False(_transcript.AtStart);
    }

    [Fact]
    public void Append_WithAHole_IsAGapRowWithTheExactCount()
    {
        Open(1, 10);

        _transcript.Append([Samples.Message(323)], Samples.Noon);

        var gap = Assert.Single(_transcript.Rows.OfType<Row.Gap>());
        Assert.Equal((10, 312), (gap.After, gap.Count));
    }

    [Fact]
    public void Prepend_PageThatFillsAGap_ShrinksIt()
    {
        Open(1, 10);
        _transcript.Append([Samples.Message(323)], Samples.Noon);
        _transcript.Release();

        _transcript.Prepend(Page(11, 110, 323));

        var gap = Assert.Single(_transcript.Rows.OfType<Row.Gap>());
        Assert.Equal((110, 212), (gap.After, gap.Count));
    }

    [Fact]
    public void PagingUpAndDownAgain_ReachesTheFirstAndTheLastWithoutHoles()
    {
        _transcript.Show(Page(901, 1000, 1000), LiveMode.Live, Samples.Noon);
        _transcript.Release();

        while (!_transcript.AtStart)
        {
            _transcript.Prepend(Page(Math.Max(1, _transcript.FirstShown - 100), _transcript.FirstShown - 1, 1000));
            AssertWindow();
        }

        Assert.IsType<Row.Start>(_transcript.Rows[0]);
        while (_transcript.Below > 0)
        {
            _transcript.Extend(Page(_transcript.LastShown + 1, Math.Min(1000, _transcript.LastShown + 100), 1000));
            AssertWindow();
        }

        Assert.Equal((LiveMode.Reading, 1000, 0), (_transcript.Mode, _transcript.LastShown, _transcript.New));
    }

    [Fact]
    public void New_WhileTheBottomWasTrimmed_CountsOnlyWhatCameSince()
    {
        _transcript.Show(Page(901, 1000, 1000), LiveMode.Live, Samples.Noon);
        _transcript.Release();
        _transcript.Prepend(Page(801, 900, 1000));

        _transcript.Hear(1003, "tom");

        Assert.Equal((980, 23, 3), (_transcript.LastShown, _transcript.Below, _transcript.New));
    }

    [Fact]
    public void Pause_Resume_ForgetsThePause()
    {
        Open(1, 10);
        _transcript.Pause(Samples.Noon);
        Assert.Equal(Samples.Noon, _transcript.PausedAt);

        _transcript.GoLive();

        Assert.Null(_transcript.PausedAt);
    }

    [Fact]
    public void Show_AtAMessage_StandsThereMarked()
    {
        _transcript.Show(Page(400, 499, 1000), LiveMode.Reading, Samples.Noon, marked: 450);

        Assert.Equal(450, Assert.Single(_transcript.Rows.OfType<Row.Message>(), row => row.Marked).Content.Seq);
        Assert.Equal((LiveMode.Reading, 501), (_transcript.Mode, _transcript.Below));
    }

    [Fact]
    public void Confirm_Receipt_StandsOnItsMessage()
    {
        Open(1, 3);

        _transcript.Confirm(2, new Receipt(true, "✓ written to 3 sockets"));

        Assert.Equal([null, "✓ written to 3 sockets", null], _transcript.Rows.OfType<Row.Message>().Select(row => row.Receipt?.Text));
    }

    private static HistoryPage Page(long first, long last, long newest, string room = "lobby") =>
        new(room, Samples.Messages(first, last), [], 1, newest);

    private void Open(long first, long last) => _transcript.Show(Page(first, last, last), LiveMode.Live, Samples.Noon);

    private IEnumerable<long> Seqs() => _transcript.Rows.OfType<Row.Message>().Select(row => row.Content.Seq);

    private void AssertWindow()
    {
        Assert.InRange(_transcript.Rows.Count, 1, 200);
        Assert.Empty(_transcript.Rows.OfType<Row.Gap>());
    }

    private void Put(LiveMode mode)
    {
        if (mode == LiveMode.Reading)
        {
            _transcript.Release();
        }
        else if (mode == LiveMode.Paused)
        {
            _transcript.Pause(Samples.Noon);
        }
    }

    private void Do(string what)
    {
        switch (what)
        {
            case "append":
                _transcript.Append([Samples.Message(101)], Samples.Noon);
                break;
            case "release":
                _transcript.Release();
                break;
            case "pause":
                _transcript.Pause(Samples.Noon);
                break;
            default:
                _transcript.GoLive();
                break;
        }
    }
}
