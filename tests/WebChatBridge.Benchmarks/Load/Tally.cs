namespace WebChatBridge.Benchmarks;

/// <summary>What became of what was sent. Only the first line of it is good.</summary>
internal sealed class Tally
{
    /// <summary>Whole, once, in order.</summary>
    public long Delivered { get; set; }

    /// <summary>Never came.</summary>
    public long Lost { get; set; }

    /// <summary>Came again.</summary>
    public long Duplicate { get; set; }

    /// <summary>Came behind a later one of the same sender.</summary>
    public long OutOfOrder { get; set; }

    /// <summary>Came with other bytes than were sent, in somebody else's name, or to somebody it was not for. What it should have been counts as lost.</summary>
    public long Corrupt { get; set; }

    /// <summary>Connections that ended although nobody wanted it.</summary>
    public long Closed { get; set; }

    public long Notices { get; set; }

    public long Acks { get; set; }

    /// <summary>The first thing that went wrong, for a person.</summary>
    public string? First { get; private set; }

    public long Faults => Lost + Duplicate + OutOfOrder + Corrupt + Closed;

    public void Note(string what) => First ??= what;
}
