using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>The rooms a console knows, in an order that does not move under the pointer.</summary>
public sealed class RoomBook
{
    private readonly Dictionary<string, RoomInfo> _all = new(StringComparer.Ordinal);
    private IReadOnlyList<RoomInfo>? _sorted;

    /// <summary>Lobbies by name, then pairs by number, then direct lines. The same list until something changes.</summary>
    public IReadOnlyList<RoomInfo> All => _sorted ??=
        [.. _all.Values
            .OrderBy(room => room.Kind)
            .ThenBy(room => room.Kind == RoomKind.Pair ? room.Name.Length : 0) // pair-2 before pair-10
            .ThenBy(room => room.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The room of this name; null when there is none.</summary>
    public RoomInfo? Find(string name) => _all.GetValueOrDefault(name);

    /// <summary>Takes over what a batch says of rooms.</summary>
    public void Apply(WatchBatch batch)
    {
        if (batch.Snapshot)
        {
            _all.Clear();
        }
        else if (batch.Rooms.Count + batch.RoomsGone.Count == 0)
        {
            return;
        }

        foreach (var gone in batch.RoomsGone)
        {
            _all.Remove(gone);
        }

        foreach (var room in batch.Rooms)
        {
            _all[room.Name] = room;
        }

        _sorted = null;
    }
}
