using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class SessionQueryTests
{
    [Theory]
    [InlineData(null, null, null, null, "/sessions")]
    [InlineData("open", "", null, null, "/sessions")]
    [InlineData("closed", "reason:too slow", "-idle", 17L, "/sessions?state=closed&q=reason%3Atoo%20slow&sort=-idle&sel=17")]
    [InlineData("OPEN?", "a&b=c", "Queue", null, "/sessions?q=a%26b%3Dc&sort=queue")]
    [InlineData(null, null, "3", null, "/sessions?sort=up")]
    [InlineData(null, null, "nonsense", null, "/sessions")]
    [InlineData(null, null, "99", null, "/sessions")]
    [InlineData(null, null, "-", null, "/sessions")]
    public void Parse_ThenUrl_IsTheSameQuestion(string? state, string? filter, string? sort, long? selected, string url)
    {
        var query = SessionQuery.Parse(state, filter, sort, selected);

        Assert.Equal(url, SessionQuery.Url(query));
    }

    [Fact]
    public void By_ThreeClicks_GoUpDownAndBack()
    {
        var query = new SessionQuery();

        var first = query.By(SessionColumn.Idle);
        var second = first.By(SessionColumn.Idle);
        var third = second.By(SessionColumn.Idle);
        var other = second.By(SessionColumn.Name);

        Assert.Equal((SessionColumn.Idle, false), (first.Sort!.Value, first.Descending));
        Assert.Equal((SessionColumn.Idle, true), (second.Sort!.Value, second.Descending));
        Assert.Equal(query, third);
        Assert.Equal((SessionColumn.Name, false), (other.Sort!.Value, other.Descending));
    }
}
