using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using WebChatBridge.Client;

namespace WebChatBridge.Chat;

/// <summary>The one queue of everything that happens; bounded, nothing is dropped. Any thread puts, one loop takes.</summary>
internal sealed class Inbox(TimeProvider time)
{
    private readonly Channel<Happening> queue = Channel.CreateBounded<Happening>(new BoundedChannelOptions(1024) { SingleReader = true });
    private Task<bool>? waiting;

    /// <summary>For threads that may wait: a full queue slows the typist.</summary>
    public bool Put(Happening what)
    {
        while (!queue.Writer.TryWrite(what))
        {
            if (!queue.Writer.WaitToWriteAsync().AsTask().GetAwaiter().GetResult())
            {
                return false;
            }
        }

        return true;
    }

    public ValueTask PutAsync(Happening what) => queue.Writer.WriteAsync(what);

    public bool TryTake([NotNullWhen(true)] out Happening? what) => queue.Reader.TryRead(out what);

    /// <summary>Puts a client's news until the token ends it.</summary>
    public async Task PumpAsync(RelayClient client, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var news in client.ReadAsync(cancellationToken))
            {
                await queue.Writer.WriteAsync(new Happening.Heard(news), cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The loop has ended.
        }
    }

    /// <summary>Waits until there is something to take; false when the patience ended first.</summary>
    public async Task<bool> WaitAsync(TimeSpan patience)
    {
        waiting ??= queue.Reader.WaitToReadAsync().AsTask();
        if (patience != Timeout.InfiniteTimeSpan)
        {
            using var done = new CancellationTokenSource();
            var first = await Task.WhenAny(waiting, Task.Delay(patience, time, done.Token));
            await done.CancelAsync();
            if (first != waiting)
            {
                return false;
            }
        }

        await waiting;
        waiting = null;
        return true;
    }
}
