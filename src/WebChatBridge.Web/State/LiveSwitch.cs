namespace WebChatBridge.Web.State;

/// <summary>Whether a stream moves, and since when it was told not to. What follows from that is its owner's.</summary>
internal sealed class LiveSwitch
{
    /// <summary>Whether it moves.</summary>
    public LiveMode Mode { get; private set; }

    /// <summary>When it was paused; null unless it is.</summary>
    public DateTimeOffset? PausedAt { get; private set; }

    /// <summary>Begins anew.</summary>
    public void Begin(LiveMode mode, DateTimeOffset now) => (Mode, PausedAt) = (mode, mode == LiveMode.Paused ? now : null);

    /// <summary>The reader scrolled up. True when it moved until now.</summary>
    public bool Release()
    {
        var moved = Mode == LiveMode.Live;
        Mode = moved ? LiveMode.Reading : Mode;
        return moved;
    }

    /// <summary>The reader said stop. True when it moved until now.</summary>
    public bool Pause(DateTimeOffset now)
    {
        var moved = Mode == LiveMode.Live;
        (Mode, PausedAt) = (LiveMode.Paused, PausedAt ?? now);
        return moved;
    }

    /// <summary>The reader wants the end again.</summary>
    public void GoLive() => (Mode, PausedAt) = (LiveMode.Live, null);
}
