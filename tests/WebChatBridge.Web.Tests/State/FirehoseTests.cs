using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class FirehoseTests
{
    private readonly Transcript _transcript = new();
    private DateTimeOffset _now = Samples.Noon;
    private long _next = 1;

    public FirehoseTests() => _transcript.Show(new("lobby", [], [], 0, 0), LiveMode.Live, Samples.Noon);

    [Fact]
    public void Rate_UpToFiftyASecond_ShowsEveryRow()
    {
        Rain(perSecond: 48, seconds: 3);

        Assert.Null(_transcript.FirehoseRate);
        Assert.Empty(_transcript.Rows.OfType<Row.Gap>());
        Assert.Equal(_next - 1, _transcript.LastShown);
    }

    [Fact]
    public void Rate_OfAThousand_ShowsAtMostFiftyASecondAndSaysWhatItLeftOut()
    {
        Rain(perSecond: 1000, seconds: 5);

        Assert.Equal(1000, _transcript.FirehoseRate);
        var shown = _transcript.Rows.OfType<Row.Message>().Count();
        Assert.InRange(shown, 50, 50 * 6);
        Assert.Equal(_transcript.LastShown, shown + _transcript.Rows.OfType<Row.Gap>().Sum(gap => gap.Count) + (_transcript.FirstShown - 1));
    }

    [Fact]
    public void Rate_Falls_LetsTheLastRowsThrough()
    {
        Rain(perSecond: 1000, seconds: 2);

        _now = _now.AddSeconds(1.1);
        var changed = _transcript.Tick(_now);

        Assert.True(changed);
        Assert.Null(_transcript.FirehoseRate);
        Assert.Equal(_next - 1, _transcript.LastShown);
    }

    [Fact]
    public void Release_InTheMiddle_CountsWhatWasHeldToo()
    {
        Rain(perSecond: 1000, seconds: 2.5);

        _transcript.Release();

        Assert.Equal(_next - 1 - _transcript.LastShown, _transcript.New);
    }

    private void Rain(int perSecond, double seconds)
    {
        for (var tick = 0; tick < seconds * 8; tick++)
        {
            _transcript.Append(Samples.Messages(_next, _next + (perSecond / 8) - 1), _now);
            _next += perSecond / 8;
            _now = _now.AddMilliseconds(125);
        }
    }
}
