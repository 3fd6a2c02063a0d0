namespace WebChatBridge.Protocol;

/// <summary>
/// The methods of <c>/hub</c>, by their names on the wire (SignalR, JSON protocol, WebSockets only). docs/hub.md.
/// A request that cannot be done answers with a <see cref="Rejection"/>; the connection lives on.
/// </summary>
public interface IConsoleHub
{
    /// <summary>Streams the snapshot, then what changes. One stream per connection; a second one ends the first.</summary>
    IAsyncEnumerable<WatchBatch> Watch(CancellationToken cancellationToken);

    /// <summary>Says which room the stream of <see cref="Watch"/> follows from now on. Nobody in the room is told.</summary>
    Task Follow(FollowRequest request);

    /// <summary>Reads a page of history.</summary>
    Task<HistoryPage> History(HistoryQuery query);

    /// <summary>Sits down in a room; its members are told. A connection sits in one room at a time.</summary>
    Task<Rejection?> Join(string room);

    /// <summary>Says something to a room; sits down in it first.</summary>
    /// <param name="room">The room.</param>
    /// <param name="payload">The bytes to say (base64 in JSON).</param>
    /// <param name="id">1-64 characters; makes a repeat on this connection harmless. Null for none.</param>
    Task<PostResult> Post(string room, byte[] payload, string? id);

    /// <summary>Says something to one session only.</summary>
    Task<PostResult> Direct(long session, byte[] payload, string? id);

    /// <summary>Takes another name, or gives one to another session.</summary>
    /// <param name="session">Whose; null for one's own.</param>
    /// <param name="name">The name wanted; when it is taken, <c>name-2</c> is given.</param>
    Task<Rejection?> Rename(long? session, string name);

    /// <summary>Closes a session.</summary>
    /// <param name="session">Which.</param>
    /// <param name="reset">True to reset the connection (RST) instead of saying goodbye and closing it (FIN).</param>
    Task<Rejection?> CloseSession(long session, bool reset);
}
