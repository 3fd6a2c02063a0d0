using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Tells watchers what changed; costs nothing while nobody watches. Owner: the core loop.</summary>
internal sealed class EventStream(TimeProvider time)
{
    private readonly List<Watcher> watchers = [];

    public void Add(Watcher watcher) => watchers.Add(watcher);

    public void Remove(Watcher watcher) => watchers.Remove(watcher);

    public int Watching(Room room) => watchers.Count(watcher => watcher.Looks(room));

    public void Changed(Session session)
    {
        foreach (var watcher in watchers)
        {
            watcher.Changed(session);
        }
    }

    public void Changed(Room room)
    {
        foreach (var watcher in watchers)
        {
            watcher.Changed(room);
        }
    }

    public void Changed(CheckUpRun checkUp)
    {
        foreach (var watcher in watchers)
        {
            watcher.Changed(checkUp);
        }
    }

    public void Gone(Room room)
    {
        foreach (var watcher in watchers)
        {
            watcher.Forget(room);
        }
    }

    public void Stored(Room room, ChatMessage message)
    {
        foreach (var watcher in watchers)
        {
            watcher.Stored(room, message);
        }
    }

    public void Happened(Room room, PresenceChange change, Sender who, string? was = null, CloseReason? reason = null)
    {
        var happened = new RoomEvent(room.Name, room.LastSeq, time.GetUtcNow(), change, who, was, reason);
        room.Remember(happened);
        Changed(room);
        foreach (var watcher in watchers)
        {
            watcher.Happened(room, happened);
        }
    }
}
