using System.Net;

namespace WebChatBridge.Benchmarks;

/// <summary>What is to be loaded, with what, and for how long.</summary>
internal sealed record LoadPlan
{
    public required IPEndPoint Server { get; init; }

    public Speech Speech { get; init; } = new LineSpeech();

    /// <summary>The relay seats two by two in order of arrival, and nobody has a name.</summary>
    public bool Pairs { get; init; }

    public int Rooms { get; init; } = 1;

    /// <summary>Of each room.</summary>
    public int Members { get; init; } = 2;

    /// <summary>How many of them send.</summary>
    public int Senders { get; init; } = 1;

    /// <summary>Messages of one sender that have not come to everybody yet, at most. With a rate it is not asked.</summary>
    public int Window { get; init; } = 16;

    /// <summary>Messages per second of all senders together; 0 for as many as the window lets through.</summary>
    public double Rate { get; init; }

    /// <summary>Bytes of a payload.</summary>
    public int Size { get; init; } = 100;

    /// <summary>Connections that are opened first and only stay.</summary>
    public int Idle { get; init; }

    /// <summary>The last so many members of the first room stop reading once it is measured.</summary>
    public int Stopped { get; init; }

    public TimeSpan Warmup { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Without any delivery for so long it ends, and what is under way is lost.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Still listened for this long after the last delivery: what comes now comes twice.</summary>
    public TimeSpan Aftermath { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Connections being made at once.</summary>
    public int Connecting { get; init; } = 64;

    /// <summary>Said first, <c>{name}</c> and <c>{room}</c> replaced, in place of what the dialect says; then nobody waits for a welcome.</summary>
    public string? Hello { get; init; }

    /// <summary>The process whose CPU and memory are measured; 0 for none.</summary>
    public int ServerPid { get; init; }

    /// <summary>Before the names, so that a run finds none of the run before.</summary>
    public string Tag { get; init; } = "u";
}
