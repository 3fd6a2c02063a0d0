namespace WebChatBridge.Web.State;

/// <summary>
/// A stream that is live, read or paused, whatever its rows are. What it shows is its page's; how it moves is the same
/// everywhere, and so is what a scroll, a key or a button does to it. Lives on the circuit's dispatcher.
/// </summary>
public interface ILiveStream
{
    /// <summary>Rows a second that are still shown one by one; of more only the last so many are.</summary>
    const int ShownPerSecond = 50;

    /// <summary>Whether it moves.</summary>
    LiveMode Mode { get; }

    /// <summary>When it was paused; null unless it is.</summary>
    DateTimeOffset? PausedAt { get; }

    /// <summary>Rows that came since the reader stopped following.</summary>
    long New { get; }

    /// <summary>Who is known to have sent what is <see cref="New"/>; the first few.</summary>
    IReadOnlyList<string> NewFrom { get; }

    /// <summary>How many have come altogether: grows by one with each row, shown or not.</summary>
    long Newest { get; }

    /// <summary>How many come a second while only a part of them is shown; null while all are.</summary>
    int? FirehoseRate { get; }

    /// <summary>True while older or newer rows are being fetched.</summary>
    bool Loading { get; }

    /// <summary>The reader scrolled up.</summary>
    Task ReleaseAsync();

    /// <summary>The reader said stop.</summary>
    Task PauseAsync();

    /// <summary>The reader wants the end.</summary>
    Task GoLiveAsync();

    /// <summary>The reader scrolled to the top of what is on the screen.</summary>
    Task ReachTopAsync();

    /// <summary>The reader scrolled to the bottom of what is on the screen.</summary>
    Task ReachBottomAsync();
}
