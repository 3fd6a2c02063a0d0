namespace WebChatBridge.Promises.Tests;

/// <summary>
/// Whether what was said with an id, and said again, is stored exactly once: every id that was said is in the log once, with its own text,
/// and every ack it ever got named that one place.
/// </summary>
internal sealed class OncePerId
{
    private readonly Dictionary<string, long> places = new(StringComparer.Ordinal);

    /// <summary>Acks that named another place than the first one did.</summary>
    public int Moved { get; private set; }

    public int Acks { get; private set; }

    /// <summary>An ack came. May be called by one reader after the other, not by two at a time.</summary>
    public void Acknowledged(string id, long seq)
    {
        Acks++;
        Moved += places.TryAdd(id, seq) || places[id] == seq ? 0 : 1;
    }

    /// <summary>Null when all is as promised. The log: ids by place, from 1.</summary>
    public string? Fault(IReadOnlyList<string> log, IReadOnlyCollection<string> said)
    {
        var stored = log.ToHashSet(StringComparer.Ordinal);
        var missing = said.Count(id => !stored.Contains(id));
        var strangers = stored.Count - (said.Count - missing);
        var unacked = said.Count(id => !places.ContainsKey(id));
        var wrong = places.Count(place => place.Value < 1 || place.Value > log.Count || log[(int)place.Value - 1] != place.Key);
        return missing + strangers + (log.Count - stored.Count) + unacked + wrong + Moved == 0
            ? null
            : $"missing {missing}, twice {log.Count - stored.Count}, never said {strangers}, never acknowledged {unacked}, acknowledged elsewhere {wrong}, moved {Moved}";
    }
}
