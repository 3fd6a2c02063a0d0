namespace WebChatBridge.Protocol;

/// <summary>
/// The methods of <c>/hub</c>, by their names on the wire (SignalR, JSON protocol, WebSockets only). docs/hub.md.
/// A request that cannot be done answers with a <see cref="Rejection"/>; the connection lives on. What needs a greater
/// <see cref="Role"/> than the connection's is rejected as <see cref="ErrorCode.Forbidden"/>.
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

    /// <summary>
    /// Streams traffic: first the newest rows that match (all of what is kept after <see cref="TrafficRequest.After"/>, at most 200),
    /// then what comes. At most 4 such streams per connection.
    /// </summary>
    IAsyncEnumerable<TrafficBatch> Traffic(TrafficRequest request, CancellationToken cancellationToken);

    /// <summary>Reads a page of kept traffic.</summary>
    Task<TrafficPage> TrafficHistory(TrafficQuery query);

    /// <summary>Reads captured bytes of one session, open or among the last closed; null when it is not known.</summary>
    Task<SessionTrace?> Trace(TraceQuery query);

    /// <summary>Writes bytes to a session's socket as they are. They are no message: nobody else gets them, the log has them not.</summary>
    /// <param name="session">Whose socket.</param>
    /// <param name="bytes">The bytes (base64 in JSON).</param>
    /// <param name="resentFrom">The chunk they were first seen in; null when somebody wrote them.</param>
    Task<Rejection?> SendBytes(long session, byte[] bytes, long? resentFrom);

    /// <summary>
    /// Takes a session for a speaker of another dialect from here on. What was captured of it is decoded again; bytes that were
    /// not a message yet are read in the new dialect. Messages that were stored stay as they are.
    /// </summary>
    /// <param name="session">Which.</param>
    /// <param name="dialect">As in the configuration: <c>line</c>, <c>header64</c>, <c>raw</c>, …</param>
    Task<Rejection?> Speak(long session, string dialect);

    /// <summary>Treats a session badly on purpose; null ends that.</summary>
    Task<Rejection?> Misbehave(long session, Misbehaviour? how);

    /// <summary>Asks a practice partner to join.</summary>
    /// <param name="partner"><c>echo</c>, <c>jerry</c>, <c>slow</c>, <c>splitter</c>, <c>talker</c> or <c>leaver</c>.</param>
    /// <param name="room">The room it joins; in an incomplete pair it takes the empty seat.</param>
    Task<Rejection?> InvitePartner(string partner, string room);

    /// <summary>Begins a check-up of the client behind a session. Its state comes with <see cref="WatchBatch.CheckUps"/>.</summary>
    Task<CheckUpStart> StartCheckUp(long session);

    /// <summary>Says what somebody who watched the client saw of the running step.</summary>
    Task<Rejection?> JudgeCheckUp(long checkUp, string step, bool passed);

    /// <summary>Ends a check-up before its last step.</summary>
    Task<Rejection?> StopCheckUp(long checkUp);

    /// <summary>Everybody who is signed in.</summary>
    Task<PeoplePage> People();

    /// <summary>Ends a login: its pages and its connections end within seconds.</summary>
    /// <param name="person">Its <see cref="Person.Id"/>.</param>
    Task<Rejection?> SignOut(string person);

    /// <summary>Makes a link that signs in one browser, once, within 10 minutes.</summary>
    /// <param name="role">What whoever opens it may do.</param>
    Task<LoginLink> MakeLink(Role role);

    /// <summary>Lets nobody of a network connect to any TCP endpoint for a while, and closes the sessions it has.</summary>
    /// <param name="network">One address, or a network in CIDR notation.</param>
    /// <param name="minutes">For how long, 1 to 43,200 (30 days); in place of what was left of an earlier ban of the same network.</param>
    Task<Rejection?> Ban(string network, int minutes);

    /// <summary>Ends a ban.</summary>
    Task<Rejection?> LiftBan(string network);
}
