using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Dialects;

/// <summary>Events to spell.</summary>
internal static class Say
{
    /// <summary>Everything but messages and the goodbye.</summary>
    public static IReadOnlyList<ServerEvent> Other =>
    [
        new ServerEvent.Welcome(1, "tom", "lobby", 0, new WireLimits(1, 1, 1, 1), "0.1"),
        new ServerEvent.Ack("a", "lobby", 1),
        new ServerEvent.Presence("lobby", PresenceChange.Joined, Tom, 1),
        new ServerEvent.History("lobby", []),
        new ServerEvent.Who("lobby", [], 0),
        new ServerEvent.Rooms([]),
        new ServerEvent.Pong(),
        new ServerEvent.Notice("hi"),
        new ServerEvent.Error(ErrorCode.NotFound, "no"),
    ];

    public static Sender Tom { get; } = new(7, "Tom", Origin.Tcp);

    public static ChatMessage Message(byte[] payload, string name = "Tom", long seq = 1) => new()
    {
        Room = "lobby",
        Seq = seq,
        At = new DateTimeOffset(2026, 11, 22, 12, 3, 11, 204, TimeSpan.Zero),
        From = new Sender(7, name, Origin.Tcp),
        Payload = payload,
    };

    public static ServerEvent Plain(byte[] payload) => new ServerEvent.Message(Message(payload), Attributed: false);

    public static ServerEvent Plain(string text) => Plain(Encoding.UTF8.GetBytes(text));

    public static ServerEvent Named(string name, string text, bool direct = false) =>
        new ServerEvent.Message(Message(Encoding.UTF8.GetBytes(text), name), Direct: direct);
}
