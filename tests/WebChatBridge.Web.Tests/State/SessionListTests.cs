using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class SessionListTests
{
    private static readonly SessionInfo Tom = Samples.Session(Samples.Tom) with { BytesIn = 30, LastIn = Samples.Noon.AddSeconds(3) };
    private static readonly SessionInfo Jerry = Samples.Session(Samples.Jerry) with { BytesIn = 10, LastIn = Samples.Noon.AddSeconds(9), QueuedBytes = 5 };
    private static readonly SessionInfo Otter = Samples.Session(new Sender(5, "Amber-otter", Origin.Tcp), "plc") with { BytesIn = 20, OpenedAt = Samples.Noon.AddSeconds(5) };

    private readonly SessionBook _book = new();
    private readonly SessionList _list = new();

    [Theory]
    [InlineData(null, false, "tom jerry Amber-otter")]
    [InlineData(SessionColumn.Name, false, "Amber-otter jerry tom")]
    [InlineData(SessionColumn.Name, true, "tom jerry Amber-otter")]
    [InlineData(SessionColumn.In, false, "jerry Amber-otter tom")]
    [InlineData(SessionColumn.In, true, "tom Amber-otter jerry")]
    [InlineData(SessionColumn.Idle, false, "jerry Amber-otter tom")]
    [InlineData(SessionColumn.Up, false, "Amber-otter tom jerry")]
    [InlineData(SessionColumn.Room, true, "Amber-otter tom jerry")]
    [InlineData(SessionColumn.Queue, true, "jerry tom Amber-otter")]
    public void Show_Sorted_IsInThatOrder(SessionColumn? sort, bool descending, string names)
    {
        Know(Tom, Jerry, Otter);

        _list.Show(_book, new SessionQuery(Sort: sort, Descending: descending));

        Assert.Equal(names, Names);
    }

    [Fact]
    public void Show_Filtered_CountsWhatThereIsAndWhatMatches()
    {
        Know(Tom, Jerry, Otter, Closed(6, "gone"));

        _list.Show(_book, new SessionQuery(Filter: "room:lobby"));

        Assert.Equal(("tom jerry", 2, 3), (Names, _list.Matching, _list.Total));
    }

    [Fact]
    public void Show_Closed_LastFirst()
    {
        Know(Tom, Closed(6, "first"), Closed(7, "second"));

        _list.Show(_book, new SessionQuery(Closed: true));

        Assert.Equal("second first", Names);
    }

    [Fact]
    public void Show_MoreThanFit_ShowsTheFirstAndSaysHowMany()
    {
        Know([.. Enumerable.Range(1, 250).Select(id => Samples.Session(new Sender(id, $"n{id}", Origin.Tcp)))]);

        _list.Show(_book, new SessionQuery());

        Assert.Equal((200, 250), (_list.Rows.Count, _list.Matching));
    }

    [Fact]
    public void Show_Held_NothingMoves()
    {
        var byBytes = new SessionQuery(Sort: SessionColumn.In);
        Know(Tom, Jerry);
        _list.Show(_book, byBytes);

        _list.Hold(true);
        Know(Tom with { BytesIn = 1 }, Otter);
        _list.Show(_book, byBytes);

        Assert.Equal("jerry tom Amber-otter", Names);
        Assert.Equal(1, _list.Rows[1].BytesIn);
        Assert.True(_list.OrderChanged);
    }

    [Fact]
    public void Show_HeldAndOneEnded_ItStaysWhereItWas()
    {
        Know(Tom, Jerry);
        _list.Show(_book, new SessionQuery());

        _list.Hold(true);
        Know(Tom with { State = SessionState.Closed, ClosedAt = Samples.Noon });
        _list.Show(_book, new SessionQuery());

        Assert.Equal("tom jerry", Names);
        Assert.Equal(SessionState.Closed, _list.Rows[0].State);
    }

    [Fact]
    public void Show_LetGo_PutsTheRowsInOrder()
    {
        Know(Tom, Jerry);
        _list.Show(_book, new SessionQuery());
        _list.Hold(true);
        Know(Tom with { State = SessionState.Closed, ClosedAt = Samples.Noon });
        _list.Show(_book, new SessionQuery());

        _list.Hold(false);
        _list.Show(_book, new SessionQuery());

        Assert.Equal("jerry", Names);
        Assert.False(_list.OrderChanged);
    }

    [Fact]
    public void Show_HeldButAskedForAnotherOrder_GivesIt()
    {
        Know(Tom, Jerry);
        _list.Show(_book, new SessionQuery());

        _list.Hold(true);
        _list.Show(_book, new SessionQuery(Sort: SessionColumn.Name));

        Assert.Equal("jerry tom", Names);
    }

    [Fact]
    public void Show_HeldAndOneSelected_StillNothingMoves()
    {
        var byBytes = new SessionQuery(Sort: SessionColumn.In);
        Know(Tom, Jerry);
        _list.Show(_book, byBytes);
        _list.Hold(true);
        Know(Tom with { BytesIn = 1 });

        _list.Show(_book, byBytes with { Selected = 3 });

        Assert.Equal("jerry tom", Names);
    }

    [Fact]
    public void Reorder_Held_PutsTheRowsInOrderAtOnce()
    {
        var byBytes = new SessionQuery(Sort: SessionColumn.In);
        Know(Tom, Jerry);
        _list.Show(_book, byBytes);
        _list.Hold(true);
        Know(Tom with { BytesIn = 1 });
        _list.Show(_book, byBytes);

        _list.Reorder();

        Assert.Equal("tom jerry", Names);
        Assert.False(_list.OrderChanged);
    }

    private string Names => string.Join(' ', _list.Rows.Select(row => row.Name));

    private static SessionInfo Closed(long id, string name) => Samples.Session(new Sender(id, name, Origin.Tcp)) with
    {
        State = SessionState.Closed,
        ClosedAt = Samples.Noon.AddSeconds(id),
    };

    private void Know(params SessionInfo[] sessions) => _book.Apply(new WatchBatch { Sessions = sessions });
}
