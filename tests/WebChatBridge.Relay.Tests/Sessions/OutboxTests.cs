using System.Text;

namespace WebChatBridge.Relay.Tests.Sessions;

public sealed class OutboxTests : IDisposable
{
    private const int Max = 100;

    private readonly TestTime time = new();
    private readonly TestOutput output = new();
    private readonly SendBuffers buffers = new();
    private readonly StringBuilder wrote = new();
    private readonly Outbox outbox;

    public OutboxTests()
    {
        output.Wrote = bytes => wrote.Append(Encoding.ASCII.GetString(bytes.Span));
        outbox = new Outbox(output, Max, buffers, time);
    }

    public void Dispose() => output.Dispose();

    [Theory]
    [InlineData(Max - 1, true)]
    [InlineData(Max, true)]
    [InlineData(Max + 1, false)]
    public async Task TryAppend_UpToTheLimit_Fits(int bytes, bool fits)
    {
        await StallAsync("a");

        Assert.Equal(fits, Append(new string('b', bytes - 1)));
        Assert.Equal(fits ? bytes : 1, outbox.Queued);
        Assert.Equal(outbox.Held, buffers.Held);
        Assert.True(outbox.Held >= outbox.Queued);
    }

    [Fact]
    public async Task TryAppend_OnePieceLargerThanTheLimit_MayWaitAlone()
    {
        Assert.True(Append(new string('x', Max * 3)));

        Assert.True(await outbox.WhenWrittenAsync(outbox.Mark).Soon());
        Assert.Equal(Max * 3, wrote.Length);
    }

    [Fact]
    public async Task TryAppend_AfterARefusal_TakesNothingButLastWords()
    {
        await StallAsync("first ");
        Assert.False(Append(new string('x', Max)));
        output.Resume();
        await outbox.WhenWrittenAsync(outbox.Mark).Soon();

        Assert.False(Append("later "));
        outbox.Complete("bye"u8);

        await outbox.Drained.Soon();
        Assert.Equal("first bye", wrote.ToString());
    }

    [Fact]
    public async Task Flush_WhatArrivesDuringAWrite_SharesTheNext()
    {
        output.Stall();
        Append("1");
        foreach (var n in Enumerable.Range(2, 30))
        {
            Append($",{n}");
        }

        output.Resume();
        await outbox.WhenWrittenAsync(outbox.Mark).Soon();

        Assert.Equal(string.Join(',', Enumerable.Range(1, 31)), wrote.ToString());
        Assert.InRange(output.Writes, 1, 2);
        Assert.Equal(0, outbox.Queued);
        Assert.Equal(0, buffers.Held);
    }

    [Fact]
    public async Task DropWaiting_AnswersThoseWhoWaitForWhatIsDropped()
    {
        output.Stall();
        Append("on its way ");
        var first = outbox.WhenWrittenAsync(outbox.Mark);
        Append("dropped");
        var second = outbox.WhenWrittenAsync(outbox.Mark);

        outbox.DropWaiting();
        outbox.Complete("bye"u8);

        Assert.False(await second.Soon());
        output.Resume();
        await outbox.Drained.Soon();
        await first.Soon();
        Assert.EndsWith("bye", wrote.ToString());
        Assert.DoesNotContain("dropped", wrote.ToString());
        Assert.Equal(0, buffers.Held);
    }

    [Fact]
    public async Task Complete_WhileNothingWaits_StillSaysTheLastWords()
    {
        outbox.DropWaiting();
        outbox.Complete("bye"u8);

        await outbox.Drained.Soon();
        Assert.Equal("bye", wrote.ToString());
        Assert.True(Append("too late"));
        Assert.Equal("bye", wrote.ToString());
    }

    [Fact]
    public async Task Complete_WithNothingToSay_IsDrainedAtOnce()
    {
        outbox.Complete();

        await outbox.Drained.Soon();
        Assert.False(await outbox.WhenWrittenAsync(1).Soon());
    }

    [Fact]
    public async Task Broken_AnswersEverybody_AndIsToldOnce()
    {
        var told = new TaskCompletionSource<Exception>();
        outbox.Broken = told.SetResult;
        output.Stall();
        Append("x");
        var waiting = outbox.WhenWrittenAsync(outbox.Mark);

        output.Break(new IOException("gone"));

        Assert.IsType<IOException>(await told.Task.Soon());
        Assert.False(await waiting.Soon());
        await outbox.Drained.Soon();
        Assert.True(Append("y"));
        Assert.Equal(0, outbox.Queued);
        Assert.Equal(0, buffers.Held);
        Assert.False(await outbox.WhenWrittenAsync(5).Soon());
    }

    [Fact]
    public async Task Answer_OfAnySize_DoesNotCountAgainstTheLimit_UntilItIsWritten()
    {
        await StallAsync(new string('a', Max));

        var mark = outbox.AppendAnswer(new byte[Max * 10]);

        Assert.True(outbox.Queued > Max * 10);
        output.Resume();
        Assert.True(await outbox.WhenWrittenAsync(mark).Soon());
        await StallAsync("a");
        Assert.False(Append(new string('b', Max)));
    }

    [Fact]
    public async Task Answer_DoesNotMakeALiveMessageTooMuch()
    {
        output.Stall();
        outbox.AppendAnswer(new byte[Max * 10]);
        await outbox.WhenTriedAsync().Soon();

        Assert.True(Append("live"));
        Assert.True(Append(new string('b', Max - 4)));
        Assert.False(Append("c"));
    }

    [Fact]
    public async Task Stalled_CountsFromTheLastProgress_AndOnlyWhileBytesWait()
    {
        Assert.Equal(TimeSpan.Zero, outbox.Stalled);
        output.Stall();
        time.Advance(TimeSpan.FromSeconds(5));
        Append("x");
        await outbox.WhenTriedAsync().Soon();
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.FromSeconds(3), outbox.Stalled);

        output.Resume();
        await outbox.WhenWrittenAsync(outbox.Mark).Soon();

        Assert.Equal(TimeSpan.Zero, outbox.Stalled);
    }

    [Fact]
    public async Task Stalled_WhileItIsInOurHands_IsNot()
    {
        // The machine slept, say, between the append and the write: that is no slowness of the reader.
        var stalled = TimeSpan.MaxValue;
        output.Wrote = _ =>
        {
            time.Advance(TimeSpan.FromSeconds(60));
            stalled = outbox.Stalled;
        };

        Append("x");
        await outbox.WhenWrittenAsync(outbox.Mark).Soon();

        Assert.Equal(TimeSpan.Zero, stalled);
    }

    [Theory]
    [InlineData(49, 0)]
    [InlineData(50, 0)]
    [InlineData(51, 7)]
    public void Over_CountsWhileMoreThanThatWaits(int bytes, int seconds)
    {
        output.Stall();
        Append(new string('x', bytes));
        outbox.Over(50);

        time.Advance(TimeSpan.FromSeconds(7));

        Assert.Equal(TimeSpan.FromSeconds(seconds), outbox.Over(50));
    }

    // The socket takes no more, and that is known.
    private async Task StallAsync(string onItsWay)
    {
        output.Stall();
        Append(onItsWay);
        await outbox.WhenTriedAsync().Soon();
        Assert.True(outbox.Blocked);
    }

    private bool Append(string text) => outbox.TryAppend(Encoding.ASCII.GetBytes(text));
}
