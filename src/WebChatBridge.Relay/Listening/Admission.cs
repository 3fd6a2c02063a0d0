using System.Collections.Concurrent;
using System.Net;

namespace WebChatBridge.Relay;

/// <summary>How many connections there may be: of the process, and of one address (loopback is exempt).</summary>
internal sealed class Admission(LimitOptions limits)
{
    private readonly ConcurrentDictionary<IPAddress, int> addresses = new();
    private int all;

    /// <summary>Lets one in, or says why not. Each one let in leaves by <see cref="Leave"/>.</summary>
    public string? Enter(IPAddress? address)
    {
        if (Interlocked.Increment(ref all) > limits.MaxSessions)
        {
            Interlocked.Decrement(ref all);
            return $"{limits.MaxSessions:N0} sessions are open, and that is the limit (Relay:Limits:MaxSessions)";
        }

        if (Counted(address) && addresses.AddOrUpdate(address!, 1, static (_, count) => count + 1) > limits.MaxSessionsPerAddress)
        {
            Leave(address);
            return $"{limits.MaxSessionsPerAddress} sessions of {address} are open, and that is the limit (Relay:Limits:MaxSessionsPerAddress)";
        }

        return null;
    }

    public void Leave(IPAddress? address)
    {
        Interlocked.Decrement(ref all);
        if (Counted(address) && addresses.AddOrUpdate(address!, 0, static (_, count) => count - 1) <= 0)
        {
            addresses.TryRemove(new KeyValuePair<IPAddress, int>(address!, 0));
        }
    }

    private static bool Counted(IPAddress? address) => address is not null && !IPAddress.IsLoopback(address);
}
