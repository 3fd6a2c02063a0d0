using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class ArrivalTests
{
    private readonly SessionBook _book = new();
    private readonly Arrival _arrival = new();

    [Fact]
    public void Look_NobodyNew_HasNobody()
    {
        Look(Samples.Session(Samples.Tom));
        Look(Samples.Session(Samples.Alice)); // a browser is no program

        Assert.Null(_arrival.Who);
    }

    [Fact]
    public void Look_FirstOfTwo_IsTheOneAndStaysIt()
    {
        Look();
        Look(Samples.Session(Samples.Tom), Samples.Session(Samples.Jerry));
        Look(Samples.Session(Samples.Tom) with { Name = "thomas" }, Samples.Session(new Sender(20, "otter", Origin.Tcp)));

        Assert.Equal("thomas", _arrival.Who!.Name);
    }

    [Fact]
    public void Look_CameAndLeftInOneBatch_WasThere()
    {
        Look();
        Look(Samples.Session(Samples.Tom) with { State = SessionState.Closed, ClosedAt = Samples.Noon });

        Assert.Equal("tom", _arrival.Who?.Name);
    }

    private void Look(params SessionInfo[] sessions)
    {
        _book.Apply(new WatchBatch { Sessions = sessions });
        _arrival.Look(_book);
    }
}
