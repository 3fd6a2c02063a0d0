using System.Text.Json;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>How far each room was read. The browser keeps it across reloads; a room never seen before starts as read.</summary>
public sealed class ReadMarks
{
    private readonly Dictionary<string, long> _read = new(StringComparer.Ordinal);

    /// <summary>True when there is something the browser does not know yet.</summary>
    public bool Dirty { get; private set; }

    /// <summary>Sequence number of the last message read in a room; 0 when none was.</summary>
    public long Of(string room) => _read.GetValueOrDefault(room);

    /// <summary>How many messages of a room were not read.</summary>
    public long Unread(RoomInfo room) =>
        _read.TryGetValue(room.Name, out var read) ? Math.Max(0, room.LastSeq - read) : room.LastSeq;

    /// <summary>Everything up to here was read. Never goes back, unless the relay's history is a new one.</summary>
    public void Mark(string room, long seq)
    {
        if (seq > Of(room))
        {
            _read[room] = seq;
            Dirty = true;
        }
    }

    /// <summary>
    /// Meets the rooms of a snapshot. What was said before this browser first looked is history, not news; and a mark beyond
    /// the newest message belongs to another relay's history.
    /// </summary>
    /// <param name="rooms">The rooms there are.</param>
    public void Meet(IEnumerable<RoomInfo> rooms)
    {
        var firstLook = _read.Count == 0;
        foreach (var room in rooms)
        {
            if (_read.TryGetValue(room.Name, out var read) ? read > room.LastSeq : firstLook)
            {
                _read[room.Name] = room.LastSeq;
                Dirty = true;
            }
        }
    }

    /// <summary>Takes over what the browser kept. Anything unreadable counts as nothing kept.</summary>
    public void Load(string? kept)
    {
        if (string.IsNullOrEmpty(kept))
        {
            return;
        }

        try
        {
            foreach (var (room, seq) in JsonSerializer.Deserialize<Dictionary<string, long>>(kept) ?? [])
            {
                _read[room] = Math.Max(seq, Of(room));
            }
        }
        catch (JsonException)
        {
            // Somebody else wrote under our key; we start afresh.
        }
    }

    /// <summary>What the browser is to keep.</summary>
    public string Save()
    {
        Dirty = false;
        return JsonSerializer.Serialize(_read);
    }
}
