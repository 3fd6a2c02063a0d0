using System.Runtime.InteropServices;

namespace WebChatBridge.Relay;

/// <summary>
/// Keeps what looking for hints costs, in all sessions together, to a part of one processor. What one look at every busy session
/// costs is known, from the last look at each; nobody is looked at again before so much time has passed that this is the part. So all
/// are looked at more seldom, and none is forgotten. Anybody may call it.
/// </summary>
internal sealed class LookPace(TimeProvider time)
{
    /// <summary>The part: a fiftieth.</summary>
    public const double Part = 0.02;

    /// <summary>So much may be looked ahead of its time: a small room has its hints with the next batch, also from code not compiled yet.</summary>
    public static readonly TimeSpan Advance = TimeSpan.FromMilliseconds(100);

    /// <summary>However busy, a session with something new may be looked at this often; a session that was not within it is not busy.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private long turnedAt = time.GetTimestamp();
    private long round = 1;
    private TimeSpan now;
    private TimeSpan before;
    private TimeSpan owed;
    private long paidAt = time.GetTimestamp();

    /// <summary>
    /// Whether there is time left for who looks at many. The pause spreads the second look at each; this the first ones, when somebody
    /// comes to a room of a thousand which nobody has looked at.
    /// </summary>
    public bool MayLook
    {
        get
        {
            lock (gate)
            {
                Pay();
                return owed < Advance;
            }
        }
    }

    /// <summary>How long to wait between two looks at one session, when for itself it would be <paramref name="own"/>.</summary>
    public TimeSpan Pause(TimeSpan own)
    {
        lock (gate)
        {
            Turn();
            var everybody = (now > before ? now : before) / Part;
            return own > everybody ? own : everybody < LongestPause ? everybody : LongestPause;
        }
    }

    /// <summary>A session was looked at. Answers what to say as <paramref name="last"/> the next time.</summary>
    public Look Looked(Look last, TimeSpan cost)
    {
        lock (gate)
        {
            Turn();
            Pay();
            now += last.Round == round ? cost - last.Cost : cost;
            owed += cost;
            return new Look(round, cost);
        }
    }

    private void Pay()
    {
        var left = owed - (time.GetElapsedTime(paidAt) * Part);
        (owed, paidAt) = (left > TimeSpan.Zero ? left : TimeSpan.Zero, time.GetTimestamp());
    }

    private void Turn()
    {
        if (time.GetElapsedTime(turnedAt) is var passed && passed >= LongestPause)
        {
            before = passed < 2 * LongestPause ? now : TimeSpan.Zero;
            (now, turnedAt, round) = (TimeSpan.Zero, time.GetTimestamp(), round + 1);
        }
    }

    /// <summary>The last look at a session: when, and what it cost.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Look(long Round, TimeSpan Cost);
}
