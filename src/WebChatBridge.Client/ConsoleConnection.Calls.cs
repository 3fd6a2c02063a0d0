using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Client;

/// <summary>What is asked of the relay rather than watched.</summary>
public sealed partial class ConsoleConnection
{
    /// <inheritdoc/>
    public Task<HistoryPage> HistoryAsync(HistoryQuery query, CancellationToken cancellationToken) =>
        AskAsync<HistoryPage>(nameof(IConsoleHub.History), [query], cancellationToken);

    /// <inheritdoc/>
    public Task<Rejection?> JoinAsync(string room) => AskAsync<Rejection?>(nameof(IConsoleHub.Join), [room]);

    /// <inheritdoc/>
    public Task<PostResult> PostAsync(string room, ReadOnlyMemory<byte> payload, string? id) =>
        AskAsync<PostResult>(nameof(IConsoleHub.Post), [room, payload.ToArray(), id]);

    /// <inheritdoc/>
    public Task<PostResult> DirectAsync(long session, ReadOnlyMemory<byte> payload, string? id) =>
        AskAsync<PostResult>(nameof(IConsoleHub.Direct), [session, payload.ToArray(), id]);

    /// <inheritdoc/>
    public Task<Rejection?> RenameAsync(long? session, string name) =>
        AskAsync<Rejection?>(nameof(IConsoleHub.Rename), [session, name]);

    /// <inheritdoc/>
    public Task<Rejection?> CloseSessionAsync(long session, bool reset) =>
        AskAsync<Rejection?>(nameof(IConsoleHub.CloseSession), [session, reset]);

    /// <inheritdoc/>
    public async IAsyncEnumerable<TrafficBatch> TrafficAsync(TrafficRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ThrowUnlessConnected();

        // Only a cancelled token tells the hub that nobody reads on; a stream that is just left would keep its place there.
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var stream = _hub.StreamAsync<TrafficBatch>(nameof(IConsoleHub.Traffic), request, left.Token).GetAsyncEnumerator(left.Token);
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                while (await MoveNextAsync(stream, cancellationToken))
                {
                    yield return stream.Current;
                }
            }
            finally
            {
                await left.CancelAsync();
            }
        }
    }

    /// <inheritdoc/>
    public Task<TrafficPage> TrafficHistoryAsync(TrafficQuery query, CancellationToken cancellationToken) =>
        AskAsync<TrafficPage>(nameof(IConsoleHub.TrafficHistory), [query], cancellationToken);

    /// <inheritdoc/>
    public Task<SessionTrace?> TraceAsync(TraceQuery query, CancellationToken cancellationToken) =>
        AskAsync<SessionTrace?>(nameof(IConsoleHub.Trace), [query], cancellationToken);

    /// <inheritdoc/>
    public Task<Rejection?> SendBytesAsync(long session, ReadOnlyMemory<byte> bytes, long? resentFrom) =>
        AskAsync<Rejection?>(nameof(IConsoleHub.SendBytes), [session, bytes.ToArray(), resentFrom]);

    /// <inheritdoc/>
    public Task<Rejection?> SpeakAsync(long session, string dialect) => AskAsync<Rejection?>(nameof(IConsoleHub.Speak), [session, dialect]);

    /// <inheritdoc/>
    public Task<Rejection?> MisbehaveAsync(long session, Misbehaviour? how) => AskAsync<Rejection?>(nameof(IConsoleHub.Misbehave), [session, how]);

    /// <inheritdoc/>
    public Task<Rejection?> BanAsync(string network, int minutes) => AskAsync<Rejection?>(nameof(IConsoleHub.Ban), [network, minutes]);

    /// <inheritdoc/>
    public Task<Rejection?> LiftBanAsync(string network) => AskAsync<Rejection?>(nameof(IConsoleHub.LiftBan), [network]);

    /// <inheritdoc/>
    public Task<Rejection?> InvitePartnerAsync(string partner, string room) => AskAsync<Rejection?>(nameof(IConsoleHub.InvitePartner), [partner, room]);

    /// <inheritdoc/>
    public Task<CheckUpStart> StartCheckUpAsync(long session) => AskAsync<CheckUpStart>(nameof(IConsoleHub.StartCheckUp), [session]);

    /// <inheritdoc/>
    public Task<Rejection?> JudgeCheckUpAsync(long checkUp, string step, bool passed) =>
        AskAsync<Rejection?>(nameof(IConsoleHub.JudgeCheckUp), [checkUp, step, passed]);

    /// <inheritdoc/>
    public Task<Rejection?> StopCheckUpAsync(long checkUp) => AskAsync<Rejection?>(nameof(IConsoleHub.StopCheckUp), [checkUp]);

    /// <inheritdoc/>
    public Task<PeoplePage> PeopleAsync() => AskAsync<PeoplePage>(nameof(IConsoleHub.People), []);

    /// <inheritdoc/>
    public Task<Rejection?> SignOutAsync(string person) => AskAsync<Rejection?>(nameof(IConsoleHub.SignOut), [person]);

    /// <inheritdoc/>
    public Task<LoginLink> MakeLinkAsync(Role role) => AskAsync<LoginLink>(nameof(IConsoleHub.MakeLink), [role]);

    private async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<TrafficBatch> stream, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.MoveNextAsync();
        }
        catch (Exception error) when (IsUnanswered(error) && !cancellationToken.IsCancellationRequested)
        {
            throw new RelayUnreachableException($"The stream of traffic from {_address} broke: {Why(error)}.", error);
        }
    }

    private void ThrowUnlessConnected()
    {
        ObjectDisposedException.ThrowIf(_disposing.IsCancellationRequested, this);
        if (_hub.State != HubConnectionState.Connected)
        {
            throw new RelayUnreachableException($"The relay at {_address} cannot be reached: {_trouble}.");
        }
    }

    private async Task<T> AskAsync<T>(string method, object?[] arguments, CancellationToken cancellationToken = default)
    {
        ThrowUnlessConnected();
        try
        {
            return await _hub.InvokeCoreAsync<T>(method, arguments, cancellationToken);
        }
        catch (Exception error) when (IsUnanswered(error) && !cancellationToken.IsCancellationRequested)
        {
            throw new RelayUnreachableException($"The relay at {_address} did not answer {method}: {Why(error)}.", error);
        }
    }
}
