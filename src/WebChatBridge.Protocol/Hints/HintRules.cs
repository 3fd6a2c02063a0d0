namespace WebChatBridge.Protocol;

/// <summary>
/// What an expert would say about a session's bytes: rules H1 to H12, docs/hints.md. Pure, in time linear to the trace, and
/// never throwing whatever is in it. Rules that look at bytes look at the newest run of chunks without a hole.
/// </summary>
public static class HintRules
{
    /// <summary>Most hints found in one trace; the gravest are kept.</summary>
    public const int MaxHints = 50;

    private static readonly IHintRule[] Rules =
    [
        new LineEnds(),
        new Unfinished(),
        new ReadsAndMessages(),
        new SplitCharacters(),
        new NotUtf8(),
        new LengthInCharacters(),
        new BadHeader(),
        new TelnetTalk(),
        new ForeignSpeaker(),
        new NotReading(),
        new ResetAtEnd(),
        new ControlCharacters(),
    ];

    /// <summary>
    /// The hints on a trace, the gravest first, then by direction and place. What is found often is told of its newest places,
    /// and the first of them says of how many more.
    /// </summary>
    public static IReadOnlyList<Hint> Look(SessionTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var reading = new TraceReading(trace);
        var hints = new List<Hint>();
        foreach (var rule in Rules)
        {
            var findings = new Findings(trace.Session.Id, rule.Code);
            rule.Look(reading, findings);
            hints.AddRange(findings.Hints());
        }

        return
        [
            .. hints
                .OrderByDescending(hint => hint.Severity)
                .ThenBy(hint => hint.Direction)
                .ThenBy(hint => hint.Start)
                .Take(MaxHints),
        ];
    }
}
