namespace WebChatBridge.Relay;

/// <summary>How long a check-up waits. Except for its next start, a client is never waited for longer than for the word.</summary>
/// <param name="Answer">For the word: as long as a person needs to read, understand and type it.</param>
internal sealed record CheckUpPace(TimeSpan Answer)
{
    /// <summary>Before a step, so that the client sits in its recv when the first byte comes.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Between two pieces: they must not arrive in one recv.</summary>
    public TimeSpan Gap { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>For another answer after a wrong one: a slip of the fingers, or a program that answers twice.</summary>
    public TimeSpan SecondTry { get; init; } = AtMost(TimeSpan.FromSeconds(15), Answer);

    /// <summary>For the client to close its side once ours is closed.</summary>
    public TimeSpan Close { get; init; } = AtMost(TimeSpan.FromSeconds(5), Answer);

    /// <summary>For somebody to start the client again.</summary>
    public TimeSpan Restart { get; init; } = TimeSpan.FromMinutes(10);

    private static TimeSpan AtMost(TimeSpan limit, TimeSpan answer) => limit < answer ? limit : answer;
}
