using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading.Channels;
using WebChatBridge.Protocol;

namespace WebChatBridge.Client;

/// <summary>
/// A TCP client of a relay: Tom, Jerry, a test, any program. Connects, says hello, tells what it hears in one ordered stream,
/// and makes a lost connection anew from where it was. Posts may be said from any thread; one reader of the news.
/// </summary>
public sealed class RelayClient : IAsyncDisposable
{
    private static readonly TimeSpan GoodbyePatience = TimeSpan.FromSeconds(2);

    private readonly RelayClientOptions options;
    private readonly PostLedger ledger;
    private readonly Attendance attendance;
    private readonly CancellationTokenSource stopping = new();

    // Full means that nobody reads the news: then we do not read the socket either, and the relay notices.
    private readonly Channel<RelayNews> news = Channel.CreateBounded<RelayNews>(new BoundedChannelOptions(1024) { SingleReader = true });
    private volatile RelayConnection? connection;
    private volatile TaskCompletionSource hurry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool leaving;
    private volatile bool atOnce;
    private Task running = Task.CompletedTask;
    private long lastId;
    private CancellationTokenSource? patience;

    /// <summary>A client; nothing happens before <see cref="ConnectAsync"/>.</summary>
    public RelayClient(RelayClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        ledger = new PostLedger(options.MaxUnsent);
        attendance = new Attendance(options, ledger);
    }

    /// <summary>The name the relay gave us, or the wanted one before that.</summary>
    public string? Name => attendance.Name;

    /// <summary>The room we sit in, or the wanted one before we do.</summary>
    public string? Room => attendance.Room;

    /// <summary>Our session's number; 0 before the welcome, and where the dialect has none.</summary>
    public long Session => attendance.Session;

    /// <summary>Whether a connection stands now.</summary>
    public bool IsConnected => connection is not null;

    /// <summary>Posts that were not sent, oldest first. They keep until <see cref="TakeUnsent"/>.</summary>
    public IReadOnlyList<OutgoingPost> Unsent => ledger.Unsent;

    /// <summary>Posts written but not acknowledged yet.</summary>
    public int Unacknowledged => ledger.WaitingCount;

    /// <summary>Messages that were said while we were away; the last welcome told. They follow it.</summary>
    public long Missed => attendance.Missed;

    /// <summary>Bytes read and written on the present connection.</summary>
    public (long In, long Out) Traffic => connection is { } now ? (now.BytesIn, now.BytesOut) : (0, 0);

    /// <summary>Connects for the first time. Throws <see cref="RelayUnreachableException"/>; does not try again by itself.</summary>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        var first = await RelayConnection.OpenAsync(options, cancellationToken);
        await GreetAsync(first);
        running = RunAsync(first);
    }

    /// <summary>The news, in order, until <see cref="RelayNews.Ended"/>, which is the last.</summary>
    public IAsyncEnumerable<RelayNews> ReadAsync(CancellationToken cancellationToken) => news.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Gives a post its id.</summary>
    /// <param name="payload">The bytes to say.</param>
    /// <param name="to">The one session it is for; null for the room.</param>
    public OutgoingPost NewPost(ReadOnlyMemory<byte> payload, string? to = null) => new($"c-{Interlocked.Increment(ref lastId)}", payload, to);

    /// <summary>Says something; completes when the relay acknowledged it (<c>json</c>) or it is written (the others).</summary>
    public async Task<PostReceipt> PostAsync(OutgoingPost post)
    {
        ArgumentNullException.ThrowIfNull(post);
        if (connection is not { } now)
        {
            return ledger.Keep(post);
        }

        ClientRequest request = post.To is null
            ? new ClientRequest.Post(post.Id, post.Payload)
            : new ClientRequest.Direct(post.Id, post.To, post.Payload);
        var receipt = ledger.Await(post);
        try
        {
            if (await now.SendAsync(request) is { } impossible)
            {
                ledger.Settle(post.Id, new PostReceipt(PostOutcome.Refused, Reason: impossible));
            }
            else if (!now.Acknowledges)
            {
                ledger.Settle(post.Id, new PostReceipt(PostOutcome.Written));
            }
            else if (connection != now)
            {
                // Lost between the look at it and the entry in the ledger: nobody else would tell.
                ledger.Lose(post.Id);
            }
        }
        catch (SocketException)
        {
            ledger.Lose(post.Id);
        }

        return await receipt;
    }

    /// <summary>Sends any other request.</summary>
    /// <returns>Null when it is written; else why not, one sentence for people.</returns>
    public async Task<string?> SendAsync(ClientRequest request)
    {
        try
        {
            return connection is { } now ? await now.SendAsync(request) : "not connected";
        }
        catch (SocketException error)
        {
            return error.Message;
        }
    }

    /// <summary>Takes the unsent posts, to say them again or to drop them.</summary>
    public IReadOnlyList<OutgoingPost> TakeUnsent() => ledger.TakeUnsent();

    /// <summary>Drops the connection, if one stands, and connects anew without waiting.</summary>
    public void ReconnectNow()
    {
        atOnce = true;
        hurry.TrySetResult();
        connection?.Dispose();
    }

    /// <summary>
    /// Says that we have finished sending: the goodbye where the dialect needs one to end cleanly, then FIN. What is on its way
    /// to us still comes; the news end when the relay closes.
    /// </summary>
    public async Task FinishSendingAsync()
    {
        var wasLeaving = leaving;
        leaving = true;
        if (options.Dialect == RelayDialect.Header64 && !wasLeaving)
        {
            await SendAsync(new ClientRequest.Bye());
        }

        connection?.FinishSending();
        hurry.TrySetResult();
    }

    /// <summary>Says goodbye, then half-closes.</summary>
    public async Task LeaveAsync()
    {
        leaving = true;
        await SendAsync(new ClientRequest.Bye());
        await FinishSendingAsync();
    }

    /// <summary>Closes the connection, said goodbye or not.</summary>
    public async ValueTask DisposeAsync()
    {
        leaving = true;
        await stopping.CancelAsync();
        news.Writer.TryComplete();
        await running;
        connection?.Dispose();
        stopping.Dispose();
    }

    private async Task GreetAsync(RelayConnection fresh)
    {
        try
        {
            await fresh.SendAsync(attendance.Begin());
        }
        catch (SocketException)
        {
            // The reader finds the same and tells.
        }

        connection = fresh;
        await TellAsync(new RelayNews.Connected(fresh.Remote, fresh.Local, Again: attendance.Connections > 1));
    }

    private async Task RunAsync(RelayConnection? current)
    {
        try
        {
            while (current is not null)
            {
                var reason = await ConverseAsync(current);
                connection = null;
                current.Dispose();
                ledger.Lose();
                if (attendance.Verdict(reason, leaving) is { } ended)
                {
                    await TellAsync(ended);
                    return;
                }

                current = await ReopenAsync(reason);
            }

            await TellAsync(new RelayNews.Ended(RelayEnd.Goodbye, "left while the connection was lost"));
        }
        catch (Exception error) when (error is OperationCanceledException or ChannelClosedException)
        {
            // Disposed: nobody reads the news any more.
        }
        finally
        {
            connection = null;
            current?.Dispose();
            ledger.Lose();
            news.Writer.TryComplete();
        }
    }

    /// <summary>Reads until this connection ends; answers why, one sentence for people.</summary>
    private async Task<string> ConverseAsync(RelayConnection current)
    {
        using var expiring = new CancellationTokenSource(attendance.Welcomed ? Timeout.InfiniteTimeSpan : options.ConnectTimeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token, expiring.Token);
        patience = expiring;
        try
        {
            await current.ReadAsync(HearAsync, either.Token);
            return attendance.Refusal ?? "the relay closed the connection";
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or FormatException)
        {
            return attendance.Refusal ?? LossReason.Of(error);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return $"{options.Address} did not say welcome within {options.ConnectTimeout.TotalSeconds:0} s; is it a json endpoint?";
        }
    }

    private async Task<RelayConnection?> ReopenAsync(string reason)
    {
        hurry = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        for (var attempt = 1; !leaving; attempt++)
        {
            var delay = atOnce ? TimeSpan.Zero : Backoff.Delay(attempt, RandomNumberGenerator.GetInt32(1000) / 1000.0);
            atOnce = false;
            await TellAsync(new RelayNews.Lost(reason, delay, attempt));
            await Task.WhenAny(Task.Delay(delay, options.Time, stopping.Token), hurry.Task);
            stopping.Token.ThrowIfCancellationRequested();
            hurry = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            try
            {
                if (!leaving)
                {
                    var fresh = await RelayConnection.OpenAsync(options, stopping.Token);
                    await GreetAsync(fresh);
                    return fresh;
                }
            }
            catch (RelayUnreachableException error)
            {
                reason = error.Message;
            }
        }

        return null;
    }

    private async ValueTask HearAsync(RelayNews item)
    {
        if (item is not RelayNews.Said said || attendance.Hear(said.Event))
        {
            await TellAsync(item);
        }

        if (attendance.Welcomed && !attendance.SaidGoodbye)
        {
            patience?.CancelAfter(Timeout.InfiniteTimeSpan);
        }

        // In header64 the other's goodbye is answered with ours, so that the pair can be closed. The relay then closes.
        if (attendance.SaidGoodbye && !leaving && connection is { } now)
        {
            leaving = true;
            await now.SendAsync(new ClientRequest.Bye());
            now.FinishSending();
            patience?.CancelAfter(GoodbyePatience);
        }
    }

    private ValueTask TellAsync(RelayNews item) => news.Writer.WriteAsync(item, stopping.Token);
}
