using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>
/// One stream of traffic at a time, asked for again whenever it breaks. What it asks for is worked out anew each time, so
/// that it goes on after the last row seen.
/// </summary>
internal sealed class TrafficStream(ConsoleState console, Action<TrafficBatch> take) : IAsyncDisposable
{
    private CancellationTokenSource? _stop;
    private Task _running = Task.CompletedTask;

    /// <summary>Why it broke although the relay can be reached; null while it has not.</summary>
    public string? Problem { get; private set; }

    /// <summary>Ends the stream there is and begins another.</summary>
    public void Ask(Func<TrafficRequest> request)
    {
        _stop?.Cancel();
        _stop?.Dispose();
        _stop = new CancellationTokenSource();
        _running = RunAsync(_running, request, _stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_stop is not null)
        {
            await _stop.CancelAsync();
            await _running;
            _stop.Dispose();
        }
    }

    private async Task RunAsync(Task before, Func<TrafficRequest> request, CancellationToken cancellationToken)
    {
        await before;
        while (!cancellationToken.IsCancellationRequested)
        {
            if (await ReadAsync(request(), cancellationToken) is { Code: not ErrorCode.Limit })
            {
                return; // it would be refused again
            }

            await AgainAsync(cancellationToken);
        }
    }

    private async Task<Rejection?> ReadAsync(TrafficRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var batch in console.Relay.TrafficAsync(request, cancellationToken))
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    return null;
                }

                Problem = batch.Rejected?.Reason;
                if (batch.Rejected is { } rejected)
                {
                    console.Touch();
                    return rejected;
                }

                take(batch);
            }
        }
        catch (RelayUnreachableException error)
        {
            Problem = console.Link == ConsoleLink.Online ? error.Message : null;
        }
        catch (OperationCanceledException)
        {
            // Ours, or a connection that went away without saying so: the loop knows which.
        }

        console.Touch();
        return null;
    }

    // At the next second at which there is a relay: one that refuses at once is not asked in a circle.
    private async Task AgainAsync(CancellationToken cancellationToken)
    {
        var back = new TaskCompletionSource();
        void Look()
        {
            if (console.Link == ConsoleLink.Online)
            {
                back.TrySetResult();
            }
        }

        console.Ticked += Look;
        await using var ended = cancellationToken.Register(() => back.TrySetResult());
        await back.Task;
        console.Ticked -= Look;
    }
}
