namespace WebChatBridge.Protocol;

/// <summary>How a client coped with one step of a check-up.</summary>
public enum CheckUpOutcome
{
    /// <summary>Not run yet.</summary>
    Waiting,

    /// <summary>Running.</summary>
    Running,

    /// <summary>It coped: it answered as it should, or somebody who watched it said so.</summary>
    Passed,

    /// <summary>It did not: it answered wrongly, not at all, or ended.</summary>
    Failed,

    /// <summary>It was not run: stopped before, or it means nothing in this dialect.</summary>
    Skipped,
}
