using WebChatBridge.Protocol;

namespace WebChatBridge.Client;

/// <summary>
/// The one thing a console knows of a relay. <c>ConsoleConnection</c> speaks to <c>/hub</c>; tests have a fake driven
/// by channels. All methods may be called from any thread; those that need the relay throw
/// <see cref="RelayUnreachableException"/> while it cannot be reached.
/// </summary>
public interface IConsoleConnection : IAsyncDisposable
{
    /// <summary>How the connection is.</summary>
    ConsoleLink Link { get; }

    /// <summary>Raised after <see cref="Link"/> changed, on any thread.</summary>
    event Action? LinkChanged;

    /// <summary>
    /// Connects, then yields batches for as long as the token lives. Survives reconnects: after each, a batch with
    /// <see cref="WatchBatch.Snapshot"/> comes and the last <see cref="FollowAsync"/> has been said again, from the last
    /// message seen, so that none is missed and none comes twice.
    /// </summary>
    IAsyncEnumerable<WatchBatch> WatchAsync(CancellationToken cancellationToken);

    /// <inheritdoc cref="IConsoleHub.Follow"/>
    Task FollowAsync(FollowRequest request);

    /// <inheritdoc cref="IConsoleHub.History"/>
    Task<HistoryPage> HistoryAsync(HistoryQuery query, CancellationToken cancellationToken);

    /// <inheritdoc cref="IConsoleHub.Join"/>
    Task<Rejection?> JoinAsync(string room);

    /// <inheritdoc cref="IConsoleHub.Post"/>
    Task<PostResult> PostAsync(string room, ReadOnlyMemory<byte> payload, string? id);

    /// <inheritdoc cref="IConsoleHub.Direct"/>
    Task<PostResult> DirectAsync(long session, ReadOnlyMemory<byte> payload, string? id);

    /// <inheritdoc cref="IConsoleHub.Rename"/>
    Task<Rejection?> RenameAsync(long? session, string name);

    /// <inheritdoc cref="IConsoleHub.CloseSession"/>
    Task<Rejection?> CloseSessionAsync(long session, bool reset);

    /// <inheritdoc cref="IConsoleHub.Traffic"/>
    /// <remarks>Ends with <see cref="RelayUnreachableException"/> when the connection is lost; ask again, after the last row seen, once it is back.</remarks>
    IAsyncEnumerable<TrafficBatch> TrafficAsync(TrafficRequest request, CancellationToken cancellationToken);

    /// <inheritdoc cref="IConsoleHub.TrafficHistory"/>
    Task<TrafficPage> TrafficHistoryAsync(TrafficQuery query, CancellationToken cancellationToken);

    /// <inheritdoc cref="IConsoleHub.Trace"/>
    Task<SessionTrace?> TraceAsync(TraceQuery query, CancellationToken cancellationToken);

    /// <inheritdoc cref="IConsoleHub.SendBytes"/>
    Task<Rejection?> SendBytesAsync(long session, ReadOnlyMemory<byte> bytes, long? resentFrom);

    /// <inheritdoc cref="IConsoleHub.Speak"/>
    Task<Rejection?> SpeakAsync(long session, string dialect);

    /// <inheritdoc cref="IConsoleHub.Misbehave"/>
    Task<Rejection?> MisbehaveAsync(long session, Misbehaviour? how);

    /// <inheritdoc cref="IConsoleHub.InvitePartner"/>
    Task<Rejection?> InvitePartnerAsync(string partner, string room);

    /// <inheritdoc cref="IConsoleHub.StartCheckUp"/>
    Task<CheckUpStart> StartCheckUpAsync(long session);

    /// <inheritdoc cref="IConsoleHub.JudgeCheckUp"/>
    Task<Rejection?> JudgeCheckUpAsync(long checkUp, string step, bool passed);

    /// <inheritdoc cref="IConsoleHub.StopCheckUp"/>
    Task<Rejection?> StopCheckUpAsync(long checkUp);

    /// <inheritdoc cref="IConsoleHub.People"/>
    Task<PeoplePage> PeopleAsync();

    /// <inheritdoc cref="IConsoleHub.SignOut"/>
    Task<Rejection?> SignOutAsync(string person);

    /// <inheritdoc cref="IConsoleHub.MakeLink"/>
    Task<LoginLink> MakeLinkAsync(Role role);

    /// <inheritdoc cref="IConsoleHub.Ban"/>
    Task<Rejection?> BanAsync(string network, int minutes);

    /// <inheritdoc cref="IConsoleHub.LiftBan"/>
    Task<Rejection?> LiftBanAsync(string network);
}
