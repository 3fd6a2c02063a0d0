namespace WebChatBridge.Benchmarks;

/// <summary>A long run at a modest load.</summary>
internal sealed record SoakPlan
{
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Messages per second of all steady senders together.</summary>
    public int Rate { get; init; } = 1_000;

    /// <summary>Steady pairs on the tutorial's endpoint; a quarter as many more speak nul.</summary>
    public int Pairs { get; init; } = 40;

    /// <summary>Steady members of the room, of each dialect.</summary>
    public int Members { get; init; } = 4;

    /// <summary>What waits is posted this often: one commit takes it all.</summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromMilliseconds(40);

    /// <summary>One guest comes this often, stays a while, speaks and leaves in one of the ways there are.</summary>
    public TimeSpan GuestEvery { get; init; } = TimeSpan.FromMilliseconds(400);

    public TimeSpan GuestStays { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>One reader that stops comes this often.</summary>
    public TimeSpan SlowEvery { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>So late a reader that stopped must have been closed.</summary>
    public TimeSpan SlowClosedWithin { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan SampleEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Large messages per second in the room where readers stop.</summary>
    public int LargeRate { get; init; } = 25;

    public int Watchers { get; init; } = 2;

    public int Size { get; init; } = 100;

    public int LargeSize { get; init; } = 4_096;
}
