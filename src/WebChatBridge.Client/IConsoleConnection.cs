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
}
