using System.Net;

namespace WebChatBridge.Relay;

/// <summary>
/// Counts wrong secrets by the machine they come from. Who has told too many is refused for a while, whatever it tells then.
/// Asked from any thread.
/// </summary>
internal sealed class WrongSecrets(LimitOptions limits, TimeProvider time)
{
    private const int Remembered = 10_000;

    private readonly Dictionary<IPNetwork, (int Count, DateTimeOffset Since)> counts = [];
    private readonly Lock gate = new();

    /// <summary>One more.</summary>
    public void Add(IPAddress? address)
    {
        if (address is null)
        {
            return;
        }

        var machine = Networks.OfOneMachine(address);
        var now = time.GetUtcNow();
        lock (gate)
        {
            if (counts.Count >= Remembered)
            {
                Forget(now);
            }

            var (count, since) = counts.GetValueOrDefault(machine);
            if (count > 0 || counts.Count < Remembered)
            {
                counts[machine] = now - since < limits.WrongSecretsWithin ? (count + 1, since) : (1, now);
            }
        }
    }

    /// <summary>Why this address is not heard now; null when it is.</summary>
    public string? Against(IPAddress? address)
    {
        if (address is null)
        {
            return null;
        }

        lock (gate)
        {
            var (count, since) = counts.GetValueOrDefault(Networks.OfOneMachine(address));
            return count >= limits.WrongSecrets && since + limits.WrongSecretsWithin - time.GetUtcNow() is var left && left > TimeSpan.Zero
                ? $"{count} wrong secrets came from {address}; try again in {Math.Ceiling(left.TotalSeconds):0} s (Relay:Limits:WrongSecrets)"
                : null;
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (machine, told) in counts)
        {
            if (now - told.Since >= limits.WrongSecretsWithin)
            {
                counts.Remove(machine);
            }
        }
    }
}
