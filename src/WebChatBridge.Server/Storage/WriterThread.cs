using System.Collections.Concurrent;

namespace WebChatBridge.Server;

/// <summary>
/// SQLite's calls block, fsync included, so that everything that writes runs on one thread of its own. Jobs run in the
/// order they came; there are few at a time (one batch, one step of a trim), and the bound says so.
/// </summary>
internal sealed class WriterThread : IDisposable
{
    private readonly BlockingCollection<Action> jobs = new(boundedCapacity: 64);
    private readonly Thread thread;

    public WriterThread()
    {
        thread = new Thread(Work) { Name = "history writer", IsBackground = true };
        thread.Start();
    }

    /// <summary>Throws <see cref="ObjectDisposedException"/> or <see cref="InvalidOperationException"/> once the thread was told to end.</summary>
    public Task<T> RunAsync<T>(Func<T> job)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        jobs.Add(() =>
        {
            try
            {
                done.SetResult(job());
            }
            catch (Exception error)
            {
                done.SetException(error);
            }
        });
        return done.Task;
    }

    /// <summary>Ends when the jobs that were there are done.</summary>
    public void Dispose()
    {
        jobs.CompleteAdding();
        thread.Join();
        jobs.Dispose();
    }

    private void Work()
    {
        foreach (var job in jobs.GetConsumingEnumerable())
        {
            job();
        }
    }
}
