using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class TrafficWindowTests
{
    private readonly TrafficWindow _window = new();

    [Fact]
    public void Rows_TooMany_GiveWayAtTheTop_AndKeepTheirTimes()
    {
        _window.Show(TrafficSamples.Rows(1, 100), atStart: true);

        _window.Append(TrafficSamples.Rows(101, 300));

        Assert.Equal(TrafficWindow.Size, _window.Rows.Count);
        Assert.Equal(300, _window.LastShown!.Value.Seq);
        Assert.False(_window.AtStart);
        Assert.All(_window.Lines.Cast<TrafficLine.Entry>(), entry => Assert.Equal(1_000, entry.Delta));
    }

    [Fact]
    public void Rows_WithTheSameNumber_AreNotCutApart()
    {
        var many = Enumerable.Range(0, 150).Select(part => TrafficSamples.Row(7) with { Part = part });
        _window.Show([.. many, .. TrafficSamples.Rows(8, 100)], atStart: true);

        Assert.Equal(new TrafficPlace(8), _window.FirstShown);
        _window.Prepend([.. many], atStart: true);
        Assert.Equal(new TrafficPlace(7), _window.FirstShown);
        Assert.True(_window.AtStart);
    }

    [Fact]
    public void Skipped_IsAGapWithItsNumber_UntilItIsFilled()
    {
        _window.Show(TrafficSamples.Rows(1, 3), atStart: true);
        _window.Append(TrafficSamples.Rows(204, 205), skipped: 150);
        Assert.Equal(new TrafficLine.Gap(new TrafficPlace(3), 150, Kept: true), Assert.Single(_window.Lines.OfType<TrafficLine.Gap>()));

        _window.Fill(new TrafficPlace(3), TrafficSamples.Rows(4, 103), more: true);
        Assert.Equal(new TrafficLine.Gap(new TrafficPlace(103), 50, Kept: true), Assert.Single(_window.Lines.OfType<TrafficLine.Gap>()));

        _window.Fill(new TrafficPlace(103), TrafficSamples.Rows(104, 203), more: true);
        Assert.Empty(_window.Lines.OfType<TrafficLine.Gap>());
    }

    [Fact]
    public void Lost_IsSaidApartFromSkipped()
    {
        _window.Show(TrafficSamples.Rows(1, 3), atStart: true);

        _window.Append(TrafficSamples.Rows(50, 51), skipped: 2, lost: 9);

        Assert.Equal([(9, false), (2, true)], _window.Lines.OfType<TrafficLine.Gap>().Select(gap => (gap.Count, gap.Kept)));
        Assert.Equal(_window.Lines.Count, _window.Lines.Select(line => line.Key).Distinct().Count());
    }

    [Fact]
    public void Rows_OfASlowerSession_AreSortedIn_AndNoneComesTwice()
    {
        _window.Show(TrafficSamples.Rows(1, 3), atStart: true);

        _window.Append([TrafficSamples.Row(3), TrafficSamples.Row(6)]);
        _window.Append([TrafficSamples.Row(5)]);

        Assert.Equal([1, 2, 3, 5, 6], _window.Rows.Select(row => row.Seq));
    }

    [Fact]
    public void Delta_IsFromTheRowBefore_OrFromTheZero()
    {
        _window.Show(TrafficSamples.Rows(1, 3), atStart: false);
        Assert.Equal([null, 1_000, 1_000], Deltas());

        _window.Look = _window.Look with { Zero = TrafficSamples.Row(2) };

        Assert.Equal([-1_000, 0, 1_000], Deltas());
        Assert.Equal(EntryState.Zero, _window.Lines.OfType<TrafficLine.Entry>().ElementAt(1).Place);
    }

    [Fact]
    public void Mark_StandsAfterTheRowThatWasLast_AlsoWhenMoreCome()
    {
        _window.Show(TrafficSamples.Rows(1, 2), atStart: false);
        _window.Mark(Samples.Noon);

        _window.Append([TrafficSamples.Row(3)]);
        _window.Mark(Samples.Noon);

        Assert.Equal(["r1.0", "r2.0", "m1", "r3.0", "m2"], _window.Lines.Select(line => line.Key));
    }

    [Fact]
    public void Mark_BeforeAnyRow_GoesWithTheFirstRows()
    {
        _window.Mark(Samples.Noon);
        _window.Show(TrafficSamples.Rows(1, 2), atStart: true);
        Assert.Equal(["start", "m1", "r1.0", "r2.0"], _window.Lines.Select(line => line.Key));

        _window.Append(TrafficSamples.Rows(3, 300));

        Assert.Empty(_window.Lines.OfType<TrafficLine.Mark>());
    }

    [Fact]
    public void Prepend_GivesWayAtTheBottom()
    {
        _window.Show(TrafficSamples.Rows(201, 380), atStart: false);

        _window.Prepend(TrafficSamples.Rows(101, 200), atStart: false);

        Assert.Equal((101, 290), (_window.FirstShown!.Value.Seq, _window.LastShown!.Value.Seq));
    }

    private IEnumerable<long?> Deltas() => _window.Lines.OfType<TrafficLine.Entry>().Select(entry => entry.Delta);
}
