using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using WebChatBridge.Protocol;

namespace WebChatBridge.Client;

/// <summary>
/// A console's connection to <c>/hub</c> over SignalR: WebSockets only, JSON spelled by <see cref="HubJson"/>. It is
/// connected only while somebody enumerates <see cref="WatchAsync"/>, once at a time.
/// </summary>
/// <remarks>
/// A call the relay did not answer, whatever went wrong, throws <see cref="RelayUnreachableException"/>; whether it was done
/// is then unknown, and a post with an id may be said again. <see cref="FollowAsync"/> never throws it: the wish is kept
/// and said when the relay is back.
/// </remarks>
public sealed partial class ConsoleConnection : IConsoleConnection
{
    private readonly Uri _address;
    private readonly TimeProvider _time;
    private readonly HubConnection _hub;
    private readonly CancellationTokenSource _disposing = new();
    private readonly FollowedRoom _followed = new();
    private readonly SemaphoreSlim _saying = new(1, 1); // Follow is said in the order it was asked for; also guards _followed
    private readonly Lock _linkLock = new();
    private ConsoleLink _link = ConsoleLink.Connecting;
    private volatile string _trouble = "nobody watches it yet";
    private int _watching;

    /// <summary>Connects nothing yet; <see cref="WatchAsync"/> does.</summary>
    /// <param name="hub">The hub's address, <c>http://localhost:5080/hub</c>.</param>
    /// <param name="accessToken">Asked for a bearer token at each connect; null where the hub wants none.</param>
    /// <param name="time">Clock of the waits between tries; null for the system's.</param>
    /// <param name="trusts">Says which certificates are trusted in place of those that the machine trusts; null for those.</param>
    public ConsoleConnection(Uri hub, Func<Task<string?>>? accessToken = null, TimeProvider? time = null, Func<X509Certificate, bool>? trusts = null)
    {
        ArgumentNullException.ThrowIfNull(hub);
        _address = hub;
        _time = time ?? TimeProvider.System;
        _hub = new HubConnectionBuilder()
            .WithUrl(hub, options =>
            {
                options.Transports = HttpTransportType.WebSockets;
                options.SkipNegotiation = true;
                options.AccessTokenProvider = accessToken;
                if (trusts is not null)
                {
                    options.WebSocketConfiguration = socket => socket.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null && trusts(certificate);
                }
            })
            .AddJsonProtocol(json => HubJson.Configure(json.PayloadSerializerOptions))
            .Build();
    }

    /// <inheritdoc/>
    public event Action? LinkChanged;

    /// <inheritdoc/>
    public ConsoleLink Link
    {
        get
        {
            lock (_linkLock)
            {
                return _link;
            }
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<WatchBatch> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposing.IsCancellationRequested, this);
        if (Interlocked.Exchange(ref _watching, 1) == 1)
        {
            throw new InvalidOperationException("This connection is being watched already; it has one stream at a time.");
        }

        using var alive = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposing.Token);
        try
        {
            var pace = new RetryPace();
            while (!alive.IsCancellationRequested)
            {
                var stream = await OpenAsync(alive.Token);
                for (var batch = await FirstAsync(stream, alive.Token); batch is not null; batch = await NextAsync(stream!, alive.Token))
                {
                    pace.Reset();
                    yield return batch;
                }

                if (!alive.IsCancellationRequested)
                {
                    Become(ConsoleLink.Reconnecting);
                    await Task.Delay(pace.Next(), _time, alive.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }
        finally
        {
            _trouble = "it is not watched any more";
            Become(ConsoleLink.Closed);
            if (!_disposing.IsCancellationRequested)
            {
                await _hub.StopAsync(CancellationToken.None);
            }

            Interlocked.Exchange(ref _watching, 0);
        }
    }

    /// <summary><inheritdoc cref="IConsoleHub.Follow"/> While the relay cannot be reached the request is kept for its return.</summary>
    public async Task FollowAsync(FollowRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        await _saying.WaitAsync();
        try
        {
            _followed.Follow(request);
            if (Link == ConsoleLink.Online)
            {
                await _hub.InvokeAsync(nameof(IConsoleHub.Follow), request, _disposing.Token);
            }
        }
        catch (Exception error) when (IsUnanswered(error))
        {
            // Not answered: the stream is ending, too, and what is remembered is said on the next one.
            _trouble = Why(error);
        }
        finally
        {
            _saying.Release();
        }
    }

    /// <summary>Ends the watching and closes the connection. An enumeration in progress ends quietly.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposing.IsCancellationRequested)
        {
            return;
        }

        await _disposing.CancelAsync();
        Become(ConsoleLink.Closed);
        await _hub.DisposeAsync();
    }

    private async Task<ChannelReader<WatchBatch>?> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _hub.StopAsync(cancellationToken); // a stream can end while the connection lives; the next one gets a connection of its own
            await _hub.StartAsync(cancellationToken);
            return await _hub.StreamAsChannelAsync<WatchBatch>(nameof(IConsoleHub.Watch), cancellationToken);
        }
        catch (Exception error)
        {
            _trouble = Why(error);
            return null;
        }
    }

    /// <summary>The snapshot, after which the last Follow has been said again; null when the stream broke before.</summary>
    private async Task<WatchBatch?> FirstAsync(ChannelReader<WatchBatch>? stream, CancellationToken cancellationToken)
    {
        if (stream is null || await NextAsync(stream, cancellationToken) is not { } snapshot)
        {
            return null;
        }

        await _saying.WaitAsync(CancellationToken.None);
        try
        {
            if (_followed.Again is { } request)
            {
                await _hub.InvokeAsync(nameof(IConsoleHub.Follow), request, cancellationToken);
            }

            Become(ConsoleLink.Online);
            return snapshot;
        }
        catch (Exception error)
        {
            _trouble = Why(error);
            return null;
        }
        finally
        {
            _saying.Release();
        }
    }

    private async Task<WatchBatch?> NextAsync(ChannelReader<WatchBatch> stream, CancellationToken cancellationToken)
    {
        WatchBatch batch;
        try
        {
            batch = await stream.ReadAsync(cancellationToken);
        }
        catch (Exception error)
        {
            // A broken stream may end with any exception, OperationCanceledException among them although nobody cancelled.
            _trouble = error is ChannelClosedException ? "the relay ended the stream" : Why(error);
            return null;
        }

        await _saying.WaitAsync(CancellationToken.None);
        _followed.Saw(batch);
        _saying.Release();
        return batch;
    }

    private static string Why(Exception error) => error.GetBaseException().Message.TrimEnd('.');

    private static bool IsUnanswered(Exception error) =>
        error is IOException or InvalidOperationException or OperationCanceledException or Microsoft.AspNetCore.SignalR.HubException
            or System.Net.WebSockets.WebSocketException or HttpRequestException or TimeoutException;

    private void Become(ConsoleLink link)
    {
        lock (_linkLock)
        {
            if (_link == link || (_link == ConsoleLink.Closed && _disposing.IsCancellationRequested))
            {
                return;
            }

            _link = link;
        }

        LinkChanged?.Invoke();
    }
}
