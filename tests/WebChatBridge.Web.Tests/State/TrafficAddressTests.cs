using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class TrafficAddressTests
{
    [Theory]
    [InlineData("/traffic")]
    [InlineData("/traffic?s=17,18&dir=in&kind=chunk&q=len%3E100%20-%22a%20b%22&mode=highlight&since=9&paused=1200&at=1042.2&b=12-19&view=hex")]
    [InlineData("/traffic?s=17&room=lobby&seq=42")]
    [InlineData("/traffic?dir=out&kind=event&at=7")]
    [InlineData("/traffic?q=off%3Ahint%3Aany%20%2Fre%2Fi&at=1&view=frame")]
    public void Url_Read_IsWrittenTheSameAgain(string url) => Assert.Equal(url, TrafficAddress.Parse("http://lab-pi:5080" + url).Url);

    [Fact]
    public void Url_WithNonsense_CountsItAsNotSaid()
    {
        var address = TrafficAddress.Parse("/traffic?s=x,-1,17,17&dir=up&kind=9&mode=1&since=-4&paused=&at=1.2.3&b=9-2&view=2");

        Assert.Equal("/traffic?s=17", address.Url);
    }

    [Fact]
    public void Bytes_WithoutARow_AreNotSaid() => Assert.Equal("/traffic", TrafficAddress.Parse("/traffic?b=1-2").Url);

    [Fact]
    public void Request_Highlighting_AsksForEveryRow()
    {
        var address = new TrafficAddress { Filter = "hello", Direction = Direction.In, Lens = Lens.Chunks, Sessions = [3] };

        Assert.Equal("hello", address.Request.Filter);
        Assert.Equal((Lens.Chunks, Direction.In), (address.Request.Lens, address.Request.Direction));
        Assert.Equal("", (address with { Highlight = true }).Request.Filter);
    }

    [Fact]
    public void Places_AreOrderedByNumberThenPart()
    {
        Assert.True(new TrafficPlace(2) > new TrafficPlace(1, 9));
        Assert.True(new TrafficPlace(2, 1) > new TrafficPlace(2));
        Assert.Equal("2.1", new TrafficPlace(2, 1).ToString());
        Assert.Null(TrafficPlace.Parse("2.-1"));
        Assert.Null(TrafficPlace.Parse(""));
    }
}
