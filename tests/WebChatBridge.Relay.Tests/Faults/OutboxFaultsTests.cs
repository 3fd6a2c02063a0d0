using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Faults;

/// <summary>The pieces as the socket gets them, on a clock that moves when told.</summary>
public sealed class OutboxFaultsTests : IDisposable
{
    private readonly TestTime time = new();
    private readonly TestOutput output = new();
    private readonly SendBuffers buffers = new();
    private readonly System.Threading.Channels.Channel<string> wrote = System.Threading.Channels.Channel.CreateUnbounded<string>();
    private readonly Outbox outbox;
    private string? note;

    public OutboxFaultsTests()
    {
        outbox = new Outbox(output, 1_000, buffers, time) { Writing = (_, said) => note = said };
        output.Wrote = bytes => wrote.Writer.TryWrite(note is null ? Encoding.ASCII.GetString(bytes.Span) : $"{Encoding.ASCII.GetString(bytes.Span)} [{note}]");
    }

    public void Dispose() => output.Dispose();

    [Fact]
    public async Task Slice_EachPieceIsAWrite_AfterItsGap()
    {
        Misbehave(new(MisbehaviourKind.Slice, Bytes: 3, Gap: 50));

        Append("hello jerry\n");

        string[] pieces = ["hel", "lo ", "jer", "ry\n"];
        for (var i = 0; i < pieces.Length; i++)
        {
            Assert.Equal($"{pieces[i]} [sliced to 3 B]", await NextAsync());
            Assert.False(wrote.Reader.TryPeek(out _));
            if (i < pieces.Length - 1)
            {
                await GapAsync(50, i + 1);
            }
        }
    }

    [Fact]
    public async Task Slice_SwitchedOffInBetween_TheRestLeavesAtOnce()
    {
        Misbehave(new(MisbehaviourKind.Slice, Bytes: 2, Gap: 60_000));
        Append("hello jerry\n");
        Assert.Equal("he [sliced to 2 B]", await NextAsync());

        Misbehave(null);

        Assert.Equal("llo jerry\n", await NextAsync());
        Append("plain\n");
        Assert.Equal("plain\n", await NextAsync());
        Assert.False(outbox.Slowed);
    }

    [Fact]
    public async Task Slice_ChangedInBetween_TheRestIsCutAnew()
    {
        Misbehave(new(MisbehaviourKind.Slice, Bytes: 2, Gap: 60_000));
        Append("hello jerry\n");
        Assert.Equal("he [sliced to 2 B]", await NextAsync());

        Misbehave(new(MisbehaviourKind.Slice, Bytes: 5, Gap: 0));

        Assert.Equal("llo j [sliced to 5 B]", await NextAsync());
        Assert.Equal("erry\n [sliced to 5 B]", await NextAsync());
    }

    [Fact]
    public async Task Merge_LeavesTogether_WhenAllHaveCome()
    {
        Misbehave(new(MisbehaviourKind.Merge, Messages: 3, Gap: 60_000));

        Append("one\n");
        await time.WhenMadeAsync(Ms(60_000), 1);
        Append("two\n");
        await time.WhenMadeAsync(Ms(60_000), 2);
        Assert.False(wrote.Reader.TryPeek(out _));
        Append("three\n");
        Append("four\n");

        Assert.Equal("one\ntwo\nthree\n [merged 3 messages]", await NextAsync());
        await GapAsync(60_000, 3);
        Assert.Equal("four\n [merged 1 message]", await NextAsync());
    }

    [Fact]
    public async Task Delay_EachLeavesSoMuchLater()
    {
        Misbehave(new(MisbehaviourKind.Delay, Gap: 500));
        Append("one\n");
        await time.WhenMadeAsync(Ms(500), 1);
        time.Advance(Ms(200));
        Append("two\n");

        time.Advance(Ms(299));
        Assert.False(wrote.Reader.TryPeek(out _));
        time.Advance(Ms(1));

        Assert.Equal("one\n [delayed 500 ms]", await NextAsync());
        await GapAsync(200, 1);
        Assert.Equal("two\n [delayed 500 ms]", await NextAsync());
    }

    [Fact]
    public async Task Times_IsOverAfterThem_AndTold()
    {
        var told = new TaskCompletionSource<Misconduct>();
        outbox.Behaves = told.SetResult;
        var what = Misbehave(new(MisbehaviourKind.Slice, Bytes: 4, Times: 2))!;

        Append("12345");
        Assert.Equal(["1234 [sliced to 4 B]", "5 [sliced to 4 B]"], [await NextAsync(), await NextAsync()]);
        Append("6789A");
        Assert.Equal(["6789 [sliced to 4 B]", "A [sliced to 4 B]"], [await NextAsync(), await NextAsync()]);

        Assert.Same(what, await told.Task.Soon());
        Append("BCDEF");
        Assert.Equal("BCDEF", await NextAsync());
    }

    [Fact]
    public async Task Held_OnPurpose_IsNoStall_ButAFullSocketIs()
    {
        Misbehave(new(MisbehaviourKind.Slice, Bytes: 1, Gap: 60_000));
        Append("ab");
        await NextAsync();
        await time.WhenMadeAsync(Ms(60_000), 1);
        time.Advance(Ms(59_999));
        Assert.Equal(1, outbox.Queued);
        Assert.Equal(TimeSpan.Zero, outbox.Stalled);

        output.Stall();
        time.Advance(Ms(1));
        await output.WhenWritingAsync();
        await outbox.WhenTriedAsync().Soon();
        time.Advance(Ms(7_000));

        Assert.Equal(Ms(7_000), outbox.Stalled);
    }

    [Fact]
    public void SoftLimit_IsNotItsFault_WhileItIsSlowedOnPurpose()
    {
        Misbehave(new(MisbehaviourKind.Delay, Gap: 60_000));
        Append(new string('x', 900));
        outbox.Over(100);
        time.Advance(Ms(30_000));

        Assert.Equal(TimeSpan.Zero, outbox.Over(100));
        Assert.False(Append(new string('x', 200)));
    }

    [Fact]
    public async Task Complete_WhileItWaitsOnPurpose_EverythingLeavesAtOnce()
    {
        Misbehave(new(MisbehaviourKind.Delay, Gap: 60_000));
        Append("late\n");
        await time.WhenMadeAsync(Ms(60_000), 1);

        outbox.Complete("bye\n"u8);

        await outbox.Drained.Soon();
        Assert.Equal("late\nbye\n", await NextAsync());
        Assert.Equal(0, buffers.Held);
    }

    [Fact]
    public async Task Broken_WhileItWaitsOnPurpose_FindsOutWithTheNextPiece()
    {
        Misbehave(new(MisbehaviourKind.Slice, Bytes: 1, Gap: 50));
        Append("abc");
        await NextAsync();
        output.Break(new IOException("gone"));

        await GapAsync(50, 1);

        await outbox.Drained.Soon();
        Assert.Equal(0, buffers.Held);
    }

    [Fact]
    public async Task TryInsert_LeavesInItsPlace_AndAlone()
    {
        output.Stall();
        Append("first\n");
        await output.WhenWritingAsync();
        Append("second\n");

        Assert.True(outbox.TryInsert([0xFF, 0x00, 0x41], "by alice"));
        Append("third\n");
        output.Resume();

        Assert.Equal(["first\n", "second\n", "?\0A [by alice]", "third\n"], [await NextAsync(), await NextAsync(), await NextAsync(), await NextAsync()]);
    }

    [Fact]
    public async Task TryInsert_ThatDoesNotFit_IsNotTheReadersSlowness()
    {
        output.Stall();
        Append(new string('x', 900));
        await output.WhenWritingAsync();

        Assert.False(outbox.TryInsert(new byte[101], "by alice"));
        Assert.True(outbox.TryInsert(new byte[50], "by alice"));
        Assert.True(Append("more\n"));
    }

    private bool Append(string text) => outbox.TryAppend(Encoding.ASCII.GetBytes(text));

    private Misconduct? Misbehave(Misbehaviour? how)
    {
        var what = how is null ? null : new Misconduct(how, "alice");
        outbox.Misbehave(what);
        return what;
    }

    private async Task<string> NextAsync() => await wrote.Reader.ReadAsync(Deadline.Token());

    // The timer is made before time moves, or it would count from then.
    private async Task GapAsync(int ms, int nth)
    {
        await time.WhenMadeAsync(Ms(ms), nth);
        time.Advance(Ms(ms));
    }

    private static TimeSpan Ms(int ms) => TimeSpan.FromMilliseconds(ms);
}
