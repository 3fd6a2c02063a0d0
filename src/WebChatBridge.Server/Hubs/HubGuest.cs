using Microsoft.AspNetCore.SignalR;
using WebChatBridge.Protocol;
using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>What the hub knows of one connection: its session, what it may do, its stream, and what it wants to follow.</summary>
internal sealed class HubGuest(Session session, Role role, Login? login)
{
    /// <summary>Streams of traffic that one connection may have at once.</summary>
    public const int TrafficPlaces = 4;

    private readonly Lock gate = new();
    private int traffics;
    private long refusedAt = long.MinValue;
    private Watcher? watcher;
    private CancellationTokenSource? stream;
    private FollowRequest? wanted;

    public Session Session { get; } = session;

    public Role Role { get; } = role;

    /// <summary>Null where nobody has to sign in.</summary>
    public Login? Login { get; } = login;

    /// <summary>As the audit calls it.</summary>
    public string Who => Login is { Record: var record } ? Caller.Words(Role, record.Id, record.Name ?? Session.Who.Name) : Caller.Words(Role, login: null, Session.Who.Name);

    public static HubGuest Of(HubCallerContext connection) => (HubGuest)connection.Items[nameof(HubGuest)]!;

    public static void Welcome(HubCallerContext connection, HubGuest guest)
    {
        if (!HubGuard.StandsBefore(connection))
        {
            throw new InvalidOperationException("Nobody asks for roles on this hub.");
        }

        connection.Items[nameof(HubGuest)] = guest;
        guest.Login?.Entered(guest.Session);
    }

    /// <summary>Whether a refusal is worth a line: once a second. Who asks in a loop shall not drown what others did.</summary>
    public bool IsTold()
    {
        var (now, before) = (Environment.TickCount64, Interlocked.Read(ref refusedAt));
        return (before == long.MinValue || now - before >= 1_000) && Interlocked.CompareExchange(ref refusedAt, now, before) == before;
    }

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
