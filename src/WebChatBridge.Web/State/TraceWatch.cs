using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>The trace of the session that is looked at, asked for again when it changed: at most once a second, one at a time.</summary>
public sealed class TraceWatch(IConsoleConnection relay, long session) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private SessionInfo? _seen;
    private bool _asking;
    private bool _wondered;

    /// <summary>What was captured of it; null until it is here, and for a session whose bytes are not kept.</summary>
    public SessionTrace? Trace { get; private set; }

    /// <summary>Asks if there may be something new. True when there is. Call it at most once a second.</summary>
    /// <param name="now">The session as it is now; null while it is not known.</param>
    /// <param name="time">The time: some hints come with time alone.</param>
    public async Task<bool> LookAsync(SessionInfo? now, DateTimeOffset time)
    {
        var wonders = now is not null && SessionFlag.Of(now, time) is not null;
        if (_asking || now is null || (_seen is not null && !Changed(_seen, now) && wonders == _wondered))
        {
            return false;
        }

        _asking = true;
        try
        {
            Trace = await relay.TraceAsync(new TraceQuery(session), _stop.Token) ?? Trace;
            (_seen, _wondered) = (now, wonders);
            return true;
        }
        catch (RelayUnreachableException)
        {
            return false; // the next second tries again
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            _asking = false;
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private static bool Changed(SessionInfo one, SessionInfo other) =>
        (one.BytesIn, one.BytesOut, one.State, one.Dialect, one.QueuedSince, one.Pending?.Since, one.Pending?.Bytes)
        != (other.BytesIn, other.BytesOut, other.State, other.Dialect, other.QueuedSince, other.Pending?.Since, other.Pending?.Bytes);
}
