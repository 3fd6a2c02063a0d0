using System.Net;
using System.Net.Sockets;

namespace WebChatBridge.Relay.Tests.Listening;

/// <summary>What each wire promises, over real sockets: that of the poller and that of the runtime.</summary>
public sealed class WireTests : IAsyncDisposable
{
    private readonly Ports ports = new(bufferBytes: 65_536);
    private readonly Socket client = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] buffer = new byte[65_536];
    private IWire? accepted;

    public static TheoryData<bool> Both => [false, true];

    private IWire Wire => accepted!;

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Receive_Pieces_BringsEach_ThenTheFin(bool tls)
    {
        await ConnectAsync(tls);
        for (byte i = 1; i <= 3; i++)
        {
            await client.SendAsync(new[] { i });

            Assert.Equal([i], await ReadAsync());
        }

        Assert.Equal(IWire.NothingYet, await Wire.ReceiveAsync(buffer, CancellationToken.None));
        client.Shutdown(SocketShutdown.Send);

        Assert.Empty(await ReadAsync());
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Wait_ForWhatCameWhileNobodyWaited_EndsAtOnce(bool tls)
    {
        await ConnectAsync(tls);
        await client.SendAsync(new byte[] { 1 });
        Assert.Equal([1], await ReadAsync());

        await client.SendAsync(new byte[] { 2 });
        await client.SendAsync(new byte[] { 3 }, SocketFlags.OutOfBand); // a telnet client's interrupt
        await client.SendAsync(new byte[] { 4 });
        client.Shutdown(SocketShutdown.Send);
        var all = new List<byte>();
        byte[] one;
        while ((one = await ReadAsync()).Length > 0)
        {
            all.AddRange(one);
        }

        Assert.Equal([2, 4], all);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Receive_AfterAReset_IsGone(bool tls)
    {
        await ConnectAsync(tls);
        var waiting = Wire.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None).AsTask();

        client.Close(timeout: 0);

        await waiting.Soon();
        Assert.Equal(IWire.Gone, await Wire.ReceiveAsync(buffer, CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Wait_Cancelled_Throws_AndTheNextHearsWhatComes(bool tls)
    {
        await ConnectAsync(tls);
        for (var i = 0; i < 3; i++)
        {
            using var cancelling = new CancellationTokenSource();
            var waiting = Wire.ReceiveAsync(Memory<byte>.Empty, cancelling.Token).AsTask();
            await cancelling.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Soon());
        }

        await client.SendAsync(new byte[] { 1 });

        Assert.Equal([1], await ReadAsync());
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Write_MoreThanFits_WaitsForTheReader_AndArrivesWhole(bool tls)
    {
        await ConnectAsync(tls);
        var sent = new byte[1_000_000];
        new Random(1).NextBytes(sent);
        var writing = Wire.Output.WriteAsync(sent).AsTask();
        Assert.False(writing.IsCompleted);

        var came = new byte[sent.Length];
        for (var at = 0; at < came.Length;)
        {
            at += await client.ReceiveAsync(came.AsMemory(at)).AsTask().Soon();
        }

        await writing.Soon();
        Assert.Equal(sent, came);
        Wire.FinishWriting();
        Assert.Equal(0, await client.ReceiveAsync(came).Soon());
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Write_ToOneThatIsGone_Throws(bool tls)
    {
        await ConnectAsync(tls);
        var writing = Wire.Output.WriteAsync(new byte[1_000_000]).AsTask();
        Assert.False(writing.IsCompleted);

        client.Close(timeout: 0);

        await Assert.ThrowsAnyAsync<IOException>(() => writing.Soon());
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Abort_WhileOneReadsAndOneWrites_EndsBoth_AndResets(bool tls)
    {
        await ConnectAsync(tls);
        var reading = Wire.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None).AsTask();
        var writing = Wire.Output.WriteAsync(new byte[1_000_000]).AsTask();

        Wire.Abort();

        await Assert.ThrowsAnyAsync<Exception>(() => reading.Soon());
        await Assert.ThrowsAnyAsync<Exception>(() => writing.Soon());
        var error = await Assert.ThrowsAsync<SocketException>(async () =>
        {
            while (await client.ReceiveAsync(buffer).Soon() > 0)
            {
            }
        });
        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
        Wire.Abort(); // once more: nothing
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Many_OneAfterTheOther_EachHearsItsOwn(bool tls)
    {
        // The numbers of closed descriptors are used again: what was meant for the one before must not reach the next.
        using var listening = ports.Bind(new IPEndPoint(IPAddress.Loopback, 0), tls);
        for (byte i = 0; i < 100; i++)
        {
            using var peer = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await peer.ConnectAsync(listening.Address);
            var other = (await listening.AcceptAsync().AsTask().Soon())!;
            await peer.SendAsync(new[] { i });
            await other.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None).AsTask().Soon();
            Assert.Equal(1, await other.ReceiveAsync(buffer, CancellationToken.None));
            Assert.Equal(i, buffer[0]);
            var waiting = other.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None).AsTask();
            if (i % 2 == 0)
            {
                peer.Close(timeout: 0);
            }

            await other.DisposeAsync();
            await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                await waiting.Soon();
                await other.ReceiveAsync(buffer, CancellationToken.None);
            });
        }
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (accepted is not null)
        {
            await accepted.DisposeAsync();
        }

        await ports.DisposeAsync();
    }

    private async Task ConnectAsync(bool tls)
    {
        using var listening = ports.Bind(new IPEndPoint(IPAddress.Loopback, 0), tls);
        await client.ConnectAsync(listening.Address);
        accepted = (await listening.AcceptAsync().AsTask().Soon())!;
    }

    private async Task<byte[]> ReadAsync()
    {
        int count;
        do
        {
            await Wire.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None).AsTask().Soon();
            count = await Wire.ReceiveAsync(buffer, CancellationToken.None);
        }
        while (count == IWire.NothingYet);

        return buffer[..count];
    }
}
