using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>All rooms: those somebody sits in, and those only the log remembers. Owner: the core loop.</summary>
internal sealed class RoomDirectory
{
    private readonly Dictionary<string, Room> rooms = new(StringComparer.OrdinalIgnoreCase);
    private int known; // no direct lines among them

    public IEnumerable<Room> All => rooms.Values;

    /// <summary>Rooms with members; direct lines are bounded elsewhere.</summary>
    public int LiveCount { get; private set; }

    /// <summary>Rooms that only the log remembers; direct lines are not counted.</summary>
    public int PastCount => known - LiveCount;

    public Room? Find(string name) => rooms.GetValueOrDefault(name);

    public void Load(LogSnapshot log)
    {
        foreach (var (name, lastSeq) in log.Rooms)
        {
            Open(name).LastSeq = lastSeq;
        }

        foreach (var message in log.LastMessages)
        {
            Open(message.Room).Advance(message);
        }
    }

    /// <summary>The room of that name, made if need be.</summary>
    public Room Open(string name) => Find(name) ?? Put(new Room(name, KindOf(name)));

    /// <summary>The direct line between two sessions, if there is one.</summary>
    public Room? FindDirect(long one, long other) => Find(LineOf(one, other));

    /// <summary>The direct line between two sessions, made if need be.</summary>
    public Room OpenDirect(long one, long other) => Open(LineOf(one, other));

    /// <summary>A pair room with its first seat taken; what a former pair of that number said stays its history.</summary>
    public Room OpenPair(int number, long firstSession)
    {
        var room = Open($"pair-{number}");
        room.Pair = new Pair(number, firstSession, room.LastSeq);
        return room;
    }

    public void Add(Room room, Session session)
    {
        if (room is { Members.Count: 0, Kind: not RoomKind.Direct })
        {
            LiveCount++;
        }

        room.Members.Add(session);
    }

    /// <summary>
    /// Takes a member out. True when the room is gone with it: nobody sits there, and nothing was ever said or, on a direct
    /// line, nobody can come back. What was said there stays in the log.
    /// </summary>
    public bool Remove(Room room, Session session)
    {
        if (!room.Members.Remove(session) || room.Members.Count > 0)
        {
            return false;
        }

        if (room.Kind == RoomKind.Direct)
        {
            return rooms.Remove(room.Name);
        }

        LiveCount--;
        if (room.LastSeq > 0)
        {
            return false;
        }

        known--;
        return rooms.Remove(room.Name);
    }

    private static string LineOf(long one, long other) => $"@{Math.Min(one, other)}+{Math.Max(one, other)}";

    private Room Put(Room room)
    {
        rooms[room.Name] = room;
        known += room.Kind == RoomKind.Direct ? 0 : 1;
        return room;
    }

    private static RoomKind KindOf(string name) =>
        name.StartsWith('@') ? RoomKind.Direct
        : name.StartsWith("pair-", StringComparison.Ordinal) && int.TryParse(name.AsSpan(5), out _) ? RoomKind.Pair
        : RoomKind.Lobby;
}
