using System.Net;
using System.Net.Sockets;

namespace WebChatBridge.Server;

/// <summary>
/// Five wrong tokens from one address, and it waits. No token can be guessed; this keeps the log and the disk quiet.
/// </summary>
internal sealed class FailedTries(TimeProvider time)
{
    private const int Most = 5;
    private const int Addresses = 1_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, (int Count, DateTimeOffset Last)> tries = new(StringComparer.Ordinal);

    /// <summary>How long this address still has to wait; null when it need not.</summary>
    public TimeSpan? Wait(IPAddress? address)
    {
        lock (gate)
        {
            return tries.TryGetValue(Key(address), out var failed) && failed.Count >= Most && failed.Last + Pause - time.GetUtcNow() is { Ticks: > 0 } left ? left : null;
        }
    }

    public void Failed(IPAddress? address)
    {
        lock (gate)
        {
            var (key, now) = (Key(address), time.GetUtcNow());
            if (tries.Count >= Addresses)
            {
                foreach (var old in tries.OrderBy(one => one.Value.Last).Take(Addresses / 10).Select(one => one.Key).ToList())
                {
                    tries.Remove(old);
                }
            }

            var count = tries.TryGetValue(key, out var failed) && now - failed.Last < (failed.Count >= Most ? Pause : Memory) ? failed.Count : 0;
            tries[key] = (count + 1, now);
        }
    }

    public void Succeeded(IPAddress? address)
    {
        lock (gate)
        {
            tries.Remove(Key(address));
        }
    }

    // Whoever has one IPv6 address has 2^64 of them.
    private static string Key(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };
}
