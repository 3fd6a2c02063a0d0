using WebChatBridge.Protocol;

namespace WebChatBridge.Client;

/// <summary>
/// What the watcher follows and how far it has come, so that it can be said again on a new stream. Not thread-safe: its
/// owner locks.
/// </summary>
internal sealed class FollowedRoom
{
    private readonly Dictionary<string, long> _newest = new(StringComparer.OrdinalIgnoreCase); // as the relay compares rooms
    private bool _knowsRooms;
    private FollowRequest? _request;
    private long? _seen;

    /// <summary>The last request, from the last message seen; null when there was none.</summary>
    public FollowRequest? Again => _request is null ? null : _request with { After = _seen };

    public void Follow(FollowRequest request)
    {
        _request = request;

        // "From now on" needs a number to be said again later. The newest one known is never later than the relay's now.
        _seen = request.After ?? (request.Room is { } room && _knowsRooms ? _newest.GetValueOrDefault(room) : null);
    }

    public void Saw(WatchBatch batch)
    {
        if (batch.Snapshot)
        {
            _newest.Clear();
            _knowsRooms = true;
        }

        foreach (var message in batch.Messages)
        {
            if (string.Equals(message.Room, _request?.Room, StringComparison.OrdinalIgnoreCase))
            {
                _seen = message.Seq;
            }
        }

        foreach (var room in batch.Rooms)
        {
            _newest[room.Name] = room.LastSeq;
        }

        foreach (var room in batch.RoomsGone)
        {
            _newest.Remove(room);
        }

        if (batch.Snapshot && _request?.Room is { } followed && _newest.TryGetValue(followed, out var last) && last < _seen)
        {
            // The log has begun anew (a memory log whose server was restarted): our number belongs to the old one.
            _seen = 0;
        }
    }
}
