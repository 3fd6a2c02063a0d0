using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>What became of a post through the hub, before anybody's socket took it.</summary>
/// <param name="Room">The room it was meant for.</param>
/// <param name="Seq">Its place in the log; null when it was rejected.</param>
/// <param name="OnTheirWay">The sockets it is on its way to, each with the mark in its outbox.</param>
/// <param name="Rejected">Why it was not stored.</param>
internal sealed record Posted(string Room, long? Seq, IReadOnlyList<(Session Session, long Mark)> OnTheirWay, Rejection? Rejected = null)
{
    public static Posted Reject(string room, string code, string reason) => new(room, null, [], new Rejection(code, reason));
}
