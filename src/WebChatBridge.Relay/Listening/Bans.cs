using System.Collections.Immutable;
using System.Net;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// Networks that may not connect until a time. They are kept until the stop, and looked at for each connection, so that
/// nothing is waited for or locked there.
/// </summary>
public sealed class Bans(TimeProvider time)
{
    /// <summary>So many at the most.</summary>
    public const int Most = 1_000;

    /// <summary>The longest.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private ImmutableArray<Entry> entries = [];

    /// <summary>Those that are not over, the next to end first.</summary>
    public IReadOnlyList<Ban> All => [.. Now().OrderBy(static entry => entry.Until).Select(static entry => entry.Describe())];

    /// <summary>Whether this address may not connect; each time it tries counts.</summary>
    public bool Refuses(IPAddress address)
    {
        foreach (var entry in entries)
        {
            if (entry.Network.Contains(address) && entry.Until > time.GetUtcNow())
            {
                entry.Count();
                return true;
            }
        }

        return false;
    }

    /// <summary>Begins one, in place of that of the same network. False when there are too many.</summary>
    public bool Add(IPNetwork network, TimeSpan length, string by)
    {
        var added = false;
        var fresh = new Entry(network, time.GetUtcNow() + length, by);
        ImmutableInterlocked.Update(ref entries, _ =>
        {
            var others = Now().Where(entry => entry.Network != network).ToImmutableArray();
            added = others.Length < Most;
            return added ? others.Add(fresh) : others;
        });
        return added;
    }

    /// <summary>Ends one. False when there is none.</summary>
    public bool Lift(IPNetwork network)
    {
        var lifted = false;
        ImmutableInterlocked.Update(ref entries, _ =>
        {
            var all = Now().ToImmutableArray();
            lifted = all.Any(entry => entry.Network == network);
            return all.RemoveAll(entry => entry.Network == network);
        });
        return lifted;
    }

    private IEnumerable<Entry> Now()
    {
        var now = time.GetUtcNow();
        return entries.Where(entry => entry.Until > now);
    }

    private sealed class Entry(IPNetwork network, DateTimeOffset until, string by)
    {
        private long refused;

        public IPNetwork Network => network;

        public DateTimeOffset Until => until;

        public void Count() => Interlocked.Increment(ref refused);

        public Ban Describe() => new(Networks.Text(network), until, by, Interlocked.Read(ref refused));
    }
}
