using WebChatBridge.Protocol;
using WebChatBridge.Relay;
using static WebChatBridge.Server.Tests.Drafts;

namespace WebChatBridge.Server.Tests;

/// <summary>What every log promises, whatever it is made of.</summary>
public abstract class MessageLogContract : IAsyncLifetime
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    internal IMessageLog Log { get; private set; } = null!;

    private protected abstract IMessageLog Create();

    public virtual async ValueTask InitializeAsync()
    {
        Log = Create();
        await Log.OpenAsync(Token);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Log.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Append_SeveralRooms_NumbersEachRoomWithoutGaps()
    {
        var first = await Log.Append(Said("a", "1"), Said("b", "1"), Said("a", "2"));
        var second = await Log.Append(Said("a", "3"), Said("b", "2"));

        Assert.Equal([("a", 1L), ("b", 1), ("a", 2)], first.Select(m => (m.Room, m.Seq)));
        Assert.Equal([("a", 3L), ("b", 2)], second.Select(m => (m.Room, m.Seq)));
    }

    [Fact]
    public async Task Append_NothingAtAll_AnswersNothing() => Assert.Empty(await Log.Append());

    [Fact]
    public async Task Read_WhatWasAppended_IsTheSameInEveryPart()
    {
        byte[] odd = [0, 0xFF, 0x1B, 10, 13];
        var said = new ChatMessage { Room = "a", At = Noon.AddMilliseconds(7), From = new Sender(42, "Zoë", Origin.Web), Payload = odd, Unterminated = true };

        await Log.Append(new Draft(said));
        var read = Assert.Single(await Log.ReadForwardAsync("a", 0, 10, Token));

        Assert.Equal((1, said.At, said.From, true), (read.Seq, read.At, read.From, read.Unterminated));
        Assert.Equal(odd, read.Payload.ToArray());
    }

    [Fact]
    public async Task Read_PayloadsOfAllSizes_AreTheSame()
    {
        int[] sizes = [0, 1, 65_536, 1_000_000];
        await Log.Append([.. sizes.Select(size => Said("a", Enumerable.Repeat((byte)'x', size).ToArray()))]);

        var read = await Log.ReadForwardAsync("a", 0, 10, Token);

        Assert.Equal(sizes, read.Select(m => m.Payload.Length));
    }

    [Theory]
    [InlineData(0, 3, new long[] { 1, 2, 3 })]
    [InlineData(8, 3, new long[] { 9, 10 })]
    [InlineData(-5, 2, new long[] { 1, 2 })]
    [InlineData(10, 3, new long[0])]
    [InlineData(long.MaxValue - 1, 3, new long[0])]
    [InlineData(3, 0, new long[0])]
    [InlineData(3, -1, new long[0])]
    public async Task ReadForward_After_AnswersTheNextOnes(long after, int limit, long[] expected)
    {
        await Log.Append(Many("a", 10));

        Assert.Equal(expected, await Log.ReadForwardAsync("a", after, limit, Token).Seqs());
    }

    [Theory]
    [InlineData(long.MaxValue, 3, new long[] { 8, 9, 10 })]
    [InlineData(11, 2, new long[] { 9, 10 })]
    [InlineData(3, 5, new long[] { 1, 2 })]
    [InlineData(1, 5, new long[0])]
    [InlineData(-1, 5, new long[0])]
    [InlineData(5, 0, new long[0])]
    [InlineData(5, -1, new long[0])]
    public async Task ReadBackward_Before_AnswersTheLastOnesOldestFirst(long before, int limit, long[] expected)
    {
        await Log.Append(Many("a", 10));

        Assert.Equal(expected, await Log.ReadBackwardAsync("a", before, limit, Token).Seqs());
    }

    [Fact]
    public async Task Read_UnknownRoom_AnswersNothing()
    {
        Assert.Empty(await Log.ReadForwardAsync("nowhere", 0, 10, Token));
        Assert.Empty(await Log.ReadBackwardAsync("nowhere", long.MaxValue, 10, Token));
        Assert.Equal(0, await Log.FirstSeqAsync("nowhere", Token));
        Assert.Empty(await Log.RecentPostsAsync("nobody", 10, Token));
    }

    [Fact]
    public async Task Read_RoomNames_AreComparedByteForByte()
    {
        await Log.Append(Said("Lab", "1"), Said("lab", "1"), Said("ﬁ'; DROP TABLE rooms;--", "1"));

        Assert.Single(await Log.ReadForwardAsync("Lab", 0, 10, Token));
        Assert.Single(await Log.ReadForwardAsync("ﬁ'; DROP TABLE rooms;--", 0, 10, Token));
    }

    [Fact]
    public async Task RecentPosts_OfAClient_AnswersTheNewestFirst()
    {
        await Log.Append(Said("a", "1", client: "c", postId: "p1"), Said("a", "2", client: "other", postId: "p1"), Said("b", "3", client: "c", postId: "p2"));
        await Log.Append(Said("a", "4", client: "c"), Said("a", "5", client: "c", postId: "p3"), Said("a", "6", postId: "p4"));

        var posts = await Log.RecentPostsAsync("c", 2, Token);

        Assert.Equal([new KnownPost("p3", "a", 4, Noon), new KnownPost("p2", "b", 1, Noon)], posts);
    }

    [Fact]
    public async Task Trim_OldMessages_DropsThemAndGivesNoNumberAgain()
    {
        await Log.Append(Many("a", 1_200));
        await Log.Append(Said("a", "new", session: 9, at: Noon.AddDays(1), client: "c", postId: "p"), Said("b", "new", at: Noon.AddDays(1)));

        Assert.Equal(1_200, await Log.TrimAsync(Noon.AddHours(1), Token));
        Assert.Equal(1_201, await Log.FirstSeqAsync("a", Token));
        Assert.Equal([1_201], await Log.ReadForwardAsync("a", 0, 10, Token).Seqs());
        Assert.Equal(2, await Log.TrimAsync(Noon.AddDays(2), Token));

        Assert.Equal(0, await Log.FirstSeqAsync("a", Token));
        Assert.Empty(await Log.ReadBackwardAsync("a", long.MaxValue, 10, Token));
        Assert.Empty(await Log.RecentPostsAsync("c", 10, Token));
        Assert.Equal([1_202], await Log.Append(Said("a", "next")).Seqs());
    }

    [Fact]
    public async Task Trim_ClockWasSetBack_LeavesNoGap()
    {
        await Log.Append(Said("a", "1", at: Noon), Said("a", "2", at: Noon.AddDays(2)), Said("a", "3", at: Noon));

        Assert.Equal(1, await Log.TrimAsync(Noon.AddDays(1), Token));

        Assert.Equal([2L, 3], await Log.ReadForwardAsync("a", 0, 10, Token).Seqs());
    }

    [Fact]
    public async Task Read_WhileOneWrites_SeesWholeRunsOfNumbers()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            var pages = 0;
            do
            {
                var seqs = await Log.ReadBackwardAsync("a", long.MaxValue, 50, Token).Seqs();
                Assert.Equal(Enumerable.Range(0, seqs.Count).Select(i => seqs[0] + i), seqs);
                pages++;
            }
            while (!stop.IsCancellationRequested);

            return pages;
        })).ToArray();

        for (var batch = 0; batch < 200; batch++)
        {
            await Log.Append(Many("a", 20));
        }

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(readers), pages => Assert.True(pages > 0));
        Assert.Equal([4_000], await Log.ReadBackwardAsync("a", long.MaxValue, 1, Token).Seqs());
    }
}
