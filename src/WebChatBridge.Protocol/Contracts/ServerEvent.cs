namespace WebChatBridge.Protocol;

/// <summary>
/// What the relay tells a client. The json dialect can spell all of it (docs/wire.md §2.3); <c>line</c> spells most of it as
/// text; <c>header:N</c> can only carry messages and the goodbye.
/// </summary>
public abstract record ServerEvent
{
    private ServerEvent()
    {
    }

    /// <summary>First answer: who you are and where you sit.</summary>
    public sealed record Welcome(long Session, string Name, string Room, long Seq, WireLimits Limits, string Server) : ServerEvent;

    /// <summary>Somebody said something.</summary>
    /// <param name="Content">The message.</param>
    /// <param name="Attributed">Whether a dialect without members for it puts <c>name: </c> before the text.</param>
    /// <param name="Direct">Whether it was said to this session alone.</param>
    public sealed record Message(ChatMessage Content, bool Attributed = true, bool Direct = false) : ServerEvent;

    /// <summary>The post is durable.</summary>
    /// <param name="Id">The id the client gave it; null when it gave none.</param>
    /// <param name="Room">The room it was stored in.</param>
    /// <param name="Seq">Its place there.</param>
    public sealed record Ack(string? Id, string Room, long Seq) : ServerEvent;

    /// <summary>The room's members changed.</summary>
    /// <param name="Room">The room.</param>
    /// <param name="Change">What happened.</param>
    /// <param name="Subject">Whose doing, with the new name.</param>
    /// <param name="Members">How many sit in the room now.</param>
    /// <param name="Was">The former name, when renamed.</param>
    /// <param name="Reason">Why they left, for people; null when there is nothing to say.</param>
    public sealed record Presence(string Room, PresenceChange Change, Sender Subject, int Members, string? Was = null, string? Reason = null) : ServerEvent;

    /// <summary>A page of history, oldest first.</summary>
    public sealed record History(string Room, IReadOnlyList<ChatMessage> Messages) : ServerEvent;

    /// <summary>Who sits in the room (at most the first 1,000), and how many they are.</summary>
    public sealed record Who(string Room, IReadOnlyList<Sender> Members, int Count) : ServerEvent;

    /// <summary>The rooms there are.</summary>
    public sealed record Rooms(IReadOnlyList<RoomSummary> All) : ServerEvent;

    /// <summary>Answer to ping.</summary>
    public sealed record Pong : ServerEvent;

    /// <summary>Something a person should know.</summary>
    public sealed record Notice(string Text) : ServerEvent;

    /// <summary>A request could not be done.</summary>
    /// <param name="Code">One of <see cref="ErrorCode"/>.</param>
    /// <param name="Text">What, value, limit, setting.</param>
    /// <param name="Id">The id of the offending request, if it had one.</param>
    public sealed record Error(string Code, string Text, string? Id = null) : ServerEvent;

    /// <summary>The last thing said before the relay closes.</summary>
    public sealed record Bye(string Reason) : ServerEvent;
}
