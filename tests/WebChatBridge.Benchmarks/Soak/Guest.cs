namespace WebChatBridge.Benchmarks;

/// <summary>One session of the soak, of those that stay or of those that come and go.</summary>
internal sealed class Guest(Member member, Circle circle, bool hearsAll)
{
    public Member Member => member;

    public Circle Circle => circle;

    /// <summary>It was there before the first word, and must hear every one.</summary>
    public bool HearsAll => hearsAll;

    /// <summary>Of a pair: the other one.</summary>
    public Guest? Partner { get; set; }

    public Exit Exit { get; init; }

    /// <summary>When it says its next words; it has a few of them.</summary>
    public long NextAt { get; set; }

    public int WordsLeft { get; set; }

    public long LeavesAt { get; set; }

    public bool IsLeaving { get; set; }

    /// <summary>Left by RST: what was not heard may never have been accepted.</summary>
    public bool WasReset { get; set; }
}
