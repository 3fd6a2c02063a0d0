using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Whether a client may be called so, or sit there. Owner: the core loop.</summary>
internal sealed class Wishes(RoomDirectory rooms, LimitOptions limits)
{
    /// <summary>Why nobody may be called so; null when it is a name.</summary>
    public Rejection? AgainstName(string wanted, out string name) =>
        NameRules.TryName(wanted, limits.NameChars, out name, out var reason) ? null : new Rejection(ErrorCode.BadName, reason!);

    /// <summary>Why nobody can sit down there; null when it is a room.</summary>
    public Rejection? AgainstRoom(string wanted, out string room)
    {
        if (!NameRules.TryRoom(wanted, limits.RoomBytes, out room, out var reason))
        {
            return new Rejection(ErrorCode.BadRoom, reason!);
        }

        var known = rooms.Find(room);
        if (known is { CheckedUp: true })
        {
            return new Rejection(ErrorCode.NotHere, $"A client is being checked in {room}, alone. You can look on.");
        }

        if (known is null && rooms.PastCount >= limits.MaxPastRooms)
        {
            return new Rejection(
                ErrorCode.Limit, $"There are {rooms.PastCount} rooms in the history where nobody sits; the limit is {limits.MaxPastRooms} (Relay:Limits:MaxPastRooms).");
        }

        return known is not { Members.Count: > 0 } && rooms.LiveCount >= limits.MaxRooms
            ? new Rejection(ErrorCode.Limit, $"There are {rooms.LiveCount} rooms; the limit is {limits.MaxRooms} (Relay:Limits:MaxRooms).")
            : null;
    }
}
