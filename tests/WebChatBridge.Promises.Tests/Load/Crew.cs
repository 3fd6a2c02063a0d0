using System.Net;
using System.Net.Sockets;

namespace WebChatBridge.Promises.Tests;

/// <summary>Some writers in one room, and a listener, at so many messages a second together.</summary>
internal sealed class Crew : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(5);

    private readonly List<JsonWriter> writers;
    private readonly Func<long>? mark;
    private JsonListener? listener;
    private Task listening = Task.CompletedTask;

    public Crew(Ledger ledger, int writers = 4, int textBytes = 120, Func<long>? mark = null, string name = "w")
    {
        Ledger = ledger;
        this.mark = mark;
        this.writers = [.. Enumerable.Range(1, writers).Select(i => new JsonWriter($"{name}{i}", ledger, textBytes, mark))];
    }

    public Ledger Ledger { get; }

    public int Refused => writers.Sum(writer => writer.Refused);

    public long Sent => writers.Sum(writer => writer.Sent);

    /// <summary>How many messages a second were really sent in the last run.</summary>
    public double Pace { get; private set; }

    /// <summary>All connect; the listener first, so that it is given whatever they say.</summary>
    public async Task ConnectAsync(IPEndPoint address)
    {
        listener = await JsonListener.ConnectAsync(address, "lobby");
        listening = Task.Run(() => listener.ListenAsync(Ledger, mark));
        foreach (var writer in writers)
        {
            await writer.ConnectAsync(address);
        }
    }

    /// <summary>Posts at that pace until it is told to stop, or the server dies.</summary>
    public async Task PostAsync(double perSecond, Func<bool> enough)
    {
        var (started, sent, posted) = (TimeProvider.System.GetTimestamp(), Sent, 0L);
        using var timer = new PeriodicTimer(Beat);
        try
        {
            while (!enough() && await timer.WaitForNextTickAsync())
            {
                var due = (perSecond * TimeProvider.System.GetElapsedTime(started).TotalSeconds) - posted;
                var each = (int)(due / writers.Count);
                posted += each * writers.Count;
                foreach (var writer in each > 0 ? writers : [])
                {
                    await writer.PostAsync(each);
                }
            }
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
        {
            // It died under us: that is what these runs are for.
        }

        Pace = (Sent - sent) / TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Says again what is not acknowledged.</summary>
    public async Task AgainAsync()
    {
        foreach (var writer in writers)
        {
            await writer.AgainAsync();
        }
    }

    /// <summary>Waits for the end of all connections: nothing is told any more.</summary>
    public Task EndedAsync() => Task.WhenAll([.. writers.Select(writer => writer.EndAsync()), listening]).WaitAsync(Server.Tests.Soon.Deadline);

    public void Dispose()
    {
        writers.ForEach(writer => writer.Dispose());
        listener?.Dispose();
    }
}
