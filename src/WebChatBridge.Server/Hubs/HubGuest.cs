using WebChatBridge.Protocol;
using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>What the hub knows of one connection: its session, its stream, and what it wants to follow.</summary>
internal sealed class HubGuest(Session session)
{
    /// <summary>Streams of traffic that one connection may have at once.</summary>
    public const int TrafficPlaces = 4;

    private readonly Lock gate = new();
    private int traffics;
    private Watcher? watcher;
    private CancellationTokenSource? stream;
    private FollowRequest? wanted;

    public Session Session { get; } = session;

    /// <summary>A stream begins; the one before ends.</summary>
    public void Watch(Watcher watching, CancellationTokenSource ends)
    {
        lock (gate)
        {
            try
            {
                stream?.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It had ended by itself.
            }

            (watcher, stream) = (watching, ends);
            if (wanted is not null)
            {
                watching.Follow(wanted);
            }
        }
    }

    /// <summary>Also before the stream begins.</summary>
    public void Follow(FollowRequest request)
    {
        lock (gate)
        {
            wanted = request;
            watcher?.Follow(request);
        }
    }

    /// <summary>A stream of traffic begins; null when there are too many.</summary>
    public TrafficPlace? TakeTrafficPlace()
    {
        if (Interlocked.Increment(ref traffics) > TrafficPlaces)
        {
            Interlocked.Decrement(ref traffics);
            return null;
        }

        return new TrafficPlace(() => Interlocked.Decrement(ref traffics));
    }
}
