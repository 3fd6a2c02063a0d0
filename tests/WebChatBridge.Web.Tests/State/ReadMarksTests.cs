using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class ReadMarksTests
{
    [Fact]
    public void Meet_BrowserThatNeverLooked_TakesHistoryAsRead()
    {
        var marks = new ReadMarks();

        marks.Meet([Samples.Room("lobby", 500)]);

        Assert.Equal(0, marks.Unread(Samples.Room("lobby", 500)));
        Assert.Equal(3, marks.Unread(Samples.Room("lobby", 503)));
    }

    [Fact]
    public void Meet_RoomNewSinceLastVisit_IsUnread()
    {
        var marks = new ReadMarks();
        marks.Load("""{"lobby":10}""");

        marks.Meet([Samples.Room("lobby", 12), Samples.Room("plc", 4)]);

        Assert.Equal(2, marks.Unread(Samples.Room("lobby", 12)));
        Assert.Equal(4, marks.Unread(Samples.Room("plc", 4)));
    }

    [Fact]
    public void Meet_HistoryStartedAnew_ForgetsTheMarkBeyondIt()
    {
        var marks = new ReadMarks();
        marks.Load("""{"lobby":1000}""");

        marks.Meet([Samples.Room("lobby", 5)]);

        Assert.Equal(1, marks.Unread(Samples.Room("lobby", 6)));
    }

    [Fact]
    public void Save_ThenLoad_KeepsTheMarks()
    {
        var marks = new ReadMarks();
        marks.Mark("lobby", 7);
        Assert.True(marks.Dirty);

        var again = new ReadMarks();
        again.Load(marks.Save());

        Assert.False(marks.Dirty);
        Assert.Equal(7, again.Of("lobby"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[1,2]")]
    public void Load_SomethingElse_CountsAsNothingKept(string? kept)
    {
        var marks = new ReadMarks();

        marks.Load(kept);

        Assert.Equal(0, marks.Of("lobby"));
    }

    [Fact]
    public void Mark_EarlierMessage_DoesNotGoBack()
    {
        var marks = new ReadMarks();
        marks.Mark("lobby", 7);

        marks.Mark("lobby", 3);

        Assert.Equal(7, marks.Of("lobby"));
    }
}
