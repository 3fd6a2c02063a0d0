using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>A check-up in words.</summary>
public static class CheckUpWords
{
    /// <summary>The address of its page.</summary>
    public static string Href(long id) => $"/checkup/{id}";

    /// <summary>How a step stands: a glyph, a word, and the end of its class.</summary>
    public static (string Glyph, string Word, string Style) Of(CheckUpOutcome outcome) => outcome switch
    {
        CheckUpOutcome.Running => ("▶", "running", "running"),
        CheckUpOutcome.Passed => ("✓", "passed", "passed"),
        CheckUpOutcome.Failed => ("✕", "failed", "failed"),
        CheckUpOutcome.Skipped => ("–", "skipped", "skipped"),
        _ => ("○", "waiting", "waiting"),
    };

    /// <summary>What came of it: <c>5 of 7 passed</c>; <c>3 of 7, running</c>.</summary>
    public static string Sum(CheckUp checkUp)
    {
        var run = checkUp.Steps.Count(static step => step.Outcome is CheckUpOutcome.Passed or CheckUpOutcome.Failed);
        var passed = checkUp.Steps.Count(static step => step.Outcome == CheckUpOutcome.Passed);
        return checkUp.Done ? $"{passed} of {run} passed" : $"{run} of {checkUp.Steps.Count} done, {passed} passed";
    }

    /// <summary>Whether the client behind a session can be checked: what it gets it shows to a person, who answers, or it echoes.</summary>
    public static bool Suits(SessionInfo session) =>
        session is { Origin: Origin.Tcp, Partner: null, State: SessionState.Open, Room: not null, Dialect: not ("json" or "auto" or "hub") };

    /// <summary>Where its bytes are; null where none are kept.</summary>
    public static string? Traffic(CheckUpStep step) => step is { Session: { } session, FirstChunk: { } chunk }
        ? new TrafficAddress { Sessions = [session], Lens = Lens.Chunks, At = new TrafficPlace(chunk), View = InspectorView.Hex }.Url
        : null;
}
