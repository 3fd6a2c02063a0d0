using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.Tests;

/// <summary>Values that tests are made of.</summary>
public static class Samples
{
    /// <summary>A Tuesday noon.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 9, 22, 12, 0, 0, TimeSpan.Zero);

    public static Sender Tom { get; } = new(3, "tom", Origin.Tcp);

    public static Sender Jerry { get; } = new(4, "jerry", Origin.Tcp);

    public static Sender Alice { get; } = new(9, "alice", Origin.Web);

    public static ChatMessage Message(long seq, string text = "hello", Sender? from = null, string room = "lobby", DateTimeOffset? at = null) =>
        new()
        {
            Room = room,
            Seq = seq,
            At = at ?? Noon.AddSeconds(seq),
            From = from ?? Tom,
            Payload = Encoding.UTF8.GetBytes(text),
        };

    /// <summary>Messages first … last of the lobby.</summary>
    public static IReadOnlyList<ChatMessage> Messages(long first, long last, string room = "lobby") =>
        [.. Enumerable.Range(0, (int)(last - first + 1)).Select(i => Message(first + i, $"line {first + i}", room: room))];

    public static SessionInfo Session(Sender who, string? room = "lobby", string dialect = "line") => new()
    {
        Id = who.Id,
        Name = who.Name,
        Origin = who.Origin,
        Endpoint = who.Origin == Origin.Web ? "hub" : "text",
        Dialect = who.Origin == Origin.Web ? "hub" : dialect,
        Remote = $"127.0.0.1:{50000 + who.Id}",
        Room = room,
        OpenedAt = Noon,
    };

    public static RoomInfo Room(string name = "lobby", long lastSeq = 0, params Sender[] members) => new()
    {
        Name = name,
        Kind = name.StartsWith('@') ? RoomKind.Direct : name.StartsWith("pair-", StringComparison.Ordinal) ? RoomKind.Pair : RoomKind.Lobby,
        LastSeq = lastSeq,
        LastAt = lastSeq > 0 ? Noon : null,
        LastFrom = lastSeq > 0 ? "tom" : null,
        MemberCount = members.Length,
        Members = members,
    };

    public static RelayStatus Status(int tcpSessions = 0) => new()
    {
        Listening = true,
        Endpoints =
        [
            new EndpointStatus("tutorial", ["127.0.0.1:5050", "[::1]:5050"], "header64", "pairs", 0),
            new EndpointStatus("text", ["127.0.0.1:5051", "[::1]:5051"], "line", "lobby", tcpSessions),
            new EndpointStatus("json", ["127.0.0.1:5052", "[::1]:5052"], "json", "lobby", 0),
        ],
        TcpSessions = tcpSessions,
        Log = new LogStatus("sqlite", "ok"),
        OpenAccess = true,
        Version = "0.1.0",
        StartedAt = Noon,
        Machine = "lab-pi",
    };

    /// <summary>A first batch: alice watches a lobby of tom and jerry.</summary>
    public static WatchBatch Snapshot(long lastSeq = 0) => new()
    {
        Snapshot = true,
        Me = Session(Alice, room: null),
        Status = Status(2),
        Sessions = [Session(Tom), Session(Jerry), Session(Alice, room: null)],
        Rooms = [Room("lobby", lastSeq, Tom, Jerry)],
    };
}
