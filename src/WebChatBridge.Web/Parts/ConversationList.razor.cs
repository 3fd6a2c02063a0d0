using Microsoft.AspNetCore.Components;
using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Parts;

/// <summary>The rooms there are, and the sockets one can write to alone.</summary>
public sealed partial class ConversationList
{
    private const int Most = 50;

    private string _filter = "";

    /// <summary>The room that is open; null for none.</summary>
    [Parameter]
    public string? Current { get; set; }

    /// <summary>The session at the other end of the direct line that is open; null for none.</summary>
    [Parameter]
    public long? CurrentSession { get; set; }

    protected override object Shown => string.Join('\n', State.Rooms.All.Select(room => $"{room.Name} {State.Marks.Unread(room)}"))
        + string.Join('\n', State.Sessions.Open.Select(session => $"{session.Id} {session.Name} {session.State}"));

    // A room exists once somebody is in it; the one that is open stands in the list before that.
    private IEnumerable<RoomInfo> All => Current is null or ['@', ..] || State.Rooms.Find(Current) is not null
        ? State.Rooms.All
        : [.. State.Rooms.All, new RoomInfo { Name = Current, Kind = RoomKind.Lobby }];

    private IEnumerable<RoomInfo> Listed => All.Where(room => Matches(ConversationAddress.Title(room.Name, State)));

    private List<SessionInfo> Sockets => [.. State.Sessions.Sockets.Where(socket => Matches(socket.Name))];

    private bool Matches(string name) => _filter.Length == 0 || name.Contains(_filter.Trim(), StringComparison.OrdinalIgnoreCase);

    // "[" and "]" go to the unread room before and after the open one.
    private Dictionary<string, string> Keys()
    {
        var rooms = State.Rooms.All.ToList();
        var here = rooms.FindIndex(room => room.Name == Current);
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        if (here > 0 && rooms.FindLastIndex(here - 1, Unread) is >= 0 and var before)
        {
            keys[rooms[before].Name] = "[";
        }

        if (rooms.FindIndex(here + 1, Unread) is >= 0 and var after)
        {
            keys[rooms[after].Name] = "]";
        }

        return keys;
    }

    private bool Unread(RoomInfo room) => State.Marks.Unread(room) > 0;
}
