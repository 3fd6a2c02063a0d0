using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// The course of a check-up. Pure: told what was seen of the client and when, it answers what to do to its socket. It knows of no
/// session, socket or clock. One situation after the other; after one that leaves the client out of step or gone, it waits for the
/// client to be started again.
/// </summary>
internal sealed class CheckUpCourse(CheckUpPace pace, int maxBytes, Func<string> nextWord)
{
    private readonly Queue<CheckUpMove> moves = new();
    private readonly List<CheckUpResult> results = [];
    private IDialect dialect = null!;
    private string? from;
    private int at = -1; // the step that runs, or ran last
    private DateTimeOffset due;
    private string question = "";
    private string word = "";
    private string? wrong;

    /// <summary>What it is about.</summary>
    public CheckUpPhase Phase { get; private set; }

    /// <summary>The steps, in order.</summary>
    public IReadOnlyList<CheckUpResult> Results => results;

    /// <summary>Which of them runs, or ran last; -1 before the first.</summary>
    public int At => at;

    /// <summary>The step that runs; null between two.</summary>
    public CheckUpResult? Running => at >= 0 && at < results.Count && results[at].Outcome == CheckUpOutcome.Running ? results[at] : null;

    /// <summary>What somebody has to do now; null for nothing.</summary>
    public string? Asks => Phase switch
    {
        CheckUpPhase.Restarting => "Start your client again",
        CheckUpPhase.Listening => "If your client shows the whole message, type the word at its end into your client",
        CheckUpPhase.Closing when Running?.Situation.Ending == CheckUpEnding.AnswerThenClose => "End your client now",
        _ => null,
    };

    /// <summary>Something was seen. Answers what to do.</summary>
    public IReadOnlyList<CheckUpMove> See(CheckUpSaw saw, DateTimeOffset now)
    {
        if (Phase == CheckUpPhase.Over && results.Count > 0)
        {
            return [];
        }

        switch (saw)
        {
            case CheckUpSaw.Connected connected:
                Connect(connected, now);
                return [];
            case CheckUpSaw.Time:
                return Pass(now);
            case CheckUpSaw.Judged judged when Running is not null:
                return Decide(judged.Passed, judged.Passed ? "coped, says somebody who watched it" : "did not cope, says somebody who watched it", now);
            case CheckUpSaw.Said said when Phase == CheckUpPhase.Listening:
                return Hear(said.Text, now);
            case CheckUpSaw.Goodbye when Phase is CheckUpPhase.Listening or CheckUpPhase.Playing:
                return Decide(false, "said goodbye instead of answering", now);
            case CheckUpSaw.Finished when Phase is not CheckUpPhase.Restarting:
                return Leave("closed its connection", closed: true, now);
            case CheckUpSaw.Ended ended when Phase is not CheckUpPhase.Restarting:
                return End(ended.Reason, now);
            default:
                return [];
        }
    }

    /// <summary>Ends it before its last step.</summary>
    public void Stop(string why)
    {
        moves.Clear();
        for (var i = 0; i < results.Count; i++)
        {
            if (results[i].Outcome is CheckUpOutcome.Waiting or CheckUpOutcome.Running)
            {
                results[i] = results[i] with { Outcome = CheckUpOutcome.Skipped, Because = why };
            }
        }

        Phase = CheckUpPhase.Over;
    }

    private void Connect(CheckUpSaw.Connected connected, DateTimeOffset now)
    {
        (dialect, from) = (connected.Dialect, connected.From);
        if (results.Count == 0)
        {
            results.AddRange(Situation.For(dialect, maxBytes).Select(one => new CheckUpResult(
                one.Situation, one.Situation.Title(dialect), one.Skipped is null ? CheckUpOutcome.Waiting : CheckUpOutcome.Skipped, one.Skipped)));
        }

        Settle(now);
    }

    private void Settle(DateTimeOffset now) => (Phase, due) = (CheckUpPhase.Settling, now + pace.Settle);

    private IReadOnlyList<CheckUpMove> Pass(DateTimeOffset now)
    {
        if (now < due)
        {
            return [];
        }

        switch (Phase)
        {
            case CheckUpPhase.Settling:
                Begin();
                return Play(now);
            case CheckUpPhase.Playing:
                return Play(now);
            case CheckUpPhase.Listening:
                return Decide(false, wrong is null ? $"did not answer within {pace.Answer.TotalSeconds:0} s" : $"answered {CheckUpAnswer.Quote(wrong)}, and not {word}", now);
            case CheckUpPhase.Closing:
                return Decide(false, Running!.Situation.Ending == CheckUpEnding.Close
                    ? $"kept its connection open {pace.Close.TotalSeconds:0} s after ours was closed"
                    : $"answered, but kept its connection open although ours was closed", now);
            case CheckUpPhase.Restarting:
                Stop("the client was not started again");
                return [];
            default:
                return [];
        }
    }

    private void Begin()
    {
        at = results.FindIndex(static result => result.Outcome == CheckUpOutcome.Waiting);
        results[at] = results[at] with { Outcome = CheckUpOutcome.Running };
        var situation = results[at].Situation;
        var count = $"check {results.Take(at + 1).Count(static result => result.Outcome != CheckUpOutcome.Skipped)} of {results.Count(static result => result.Outcome != CheckUpOutcome.Skipped)}";
        (word, wrong) = (nextWord(), null);
        question = situation.Text(dialect, count, word);
        Phase = CheckUpPhase.Playing;
        foreach (var move in situation.Play(dialect, from, count, word, decoy: nextWord()))
        {
            moves.Enqueue(move);
        }
    }

    // Up to the next pause; after the last move the client has its say.
    private List<CheckUpMove> Play(DateTimeOffset now)
    {
        var played = new List<CheckUpMove>();
        while (moves.TryDequeue(out var move))
        {
            if (move is CheckUpMove.Pause)
            {
                due = now + pace.Gap;
                return played;
            }

            played.Add(move);
        }

        (Phase, due) = results[at].Situation.Ending == CheckUpEnding.Close
            ? (CheckUpPhase.Closing, now + pace.Close)
            : (CheckUpPhase.Listening, now + pace.Answer);
        return played;
    }

    private IReadOnlyList<CheckUpMove> Hear(string text, DateTimeOffset now)
    {
        if (CheckUpAnswer.Proves(text, question, word))
        {
            if (results[at].Situation.Ending == CheckUpEnding.AnswerThenClose)
            {
                (Phase, due) = (CheckUpPhase.Closing, now + pace.SecondTry);
                return [];
            }

            return Decide(true, "answered with the word", now);
        }

        if (wrong is null && now + pace.SecondTry < due)
        {
            due = now + pace.SecondTry;
        }

        wrong = text;
        return [];
    }

    private IReadOnlyList<CheckUpMove> End(CloseReason reason, DateTimeOffset now)
    {
        var frame = question.Length == 0 ? 0 : System.Text.Encoding.UTF8.GetByteCount((from is null ? "" : from + ": ") + question);
        if (Phase == CheckUpPhase.Listening && SentAllBack(reason, frame))
        {
            return Decide(true, "sent all of the message back, which is more than the relay takes in one", now, gone: true);
        }

        return reason.Code switch
        {
            CloseCode.PeerReset => Leave("reset its connection", closed: true, now),
            CloseCode.PeerClosed or CloseCode.HalfCloseGraceOver => Leave("closed its connection", closed: true, now),
            _ => Leave($"was closed: {reason.Sentence}", closed: false, now),
        };
    }

    // An echo program proves by its header that it has got all, even when the relay does not take that much.
    private bool SentAllBack(CloseReason reason, int length) => results[at].Situation.Code == "large" && reason.Code == CloseCode.ProtocolViolation
        && (dialect is not HeaderDialect || (reason.Evidence is { } header && CheckUpFrame.LengthIn(header) == length));

    // Its connection is no more, or will not say anything any more.
    private IReadOnlyList<CheckUpMove> Leave(string how, bool closed, DateTimeOffset now)
    {
        switch (Phase)
        {
            case CheckUpPhase.Closing when closed && Running!.Situation.Ending == CheckUpEnding.Close:
                return Decide(true, "noticed, and closed its connection, too", now, gone: true);
            case CheckUpPhase.Closing when closed:
                return Decide(true, "answered with the word, then closed its connection, too", now, gone: true);
            case CheckUpPhase.Settling:
                return Await(now, $"{how} between two steps");
            case CheckUpPhase.Listening when wrong is not null:
                return Decide(false, $"answered {CheckUpAnswer.Quote(wrong)}, and not {word}, then {how}", now, gone: true);
            default:
                return Decide(false, $"{how} instead of answering", now, gone: true);
        }
    }

    private IReadOnlyList<CheckUpMove> Decide(bool passed, string because, DateTimeOffset now, bool gone = false)
    {
        var result = results[at] = results[at] with { Outcome = passed ? CheckUpOutcome.Passed : CheckUpOutcome.Failed, Because = because };
        moves.Clear();

        // Who has lost its place among the frames cannot be talked to any more; lines find their place again at the next line end.
        var lost = !passed && dialect is HeaderDialect;
        if (gone || lost || result.Situation.Ending != CheckUpEnding.Answer)
        {
            return Await(now, "this step is over, and the client is started again for the next");
        }

        Next(now);
        return [];
    }

    private IReadOnlyList<CheckUpMove> Await(DateTimeOffset now, string why)
    {
        Next(now);
        if (Phase != CheckUpPhase.Over)
        {
            (Phase, due) = (CheckUpPhase.Restarting, now + pace.Restart);
        }

        return [new CheckUpMove.End(why)];
    }

    private void Next(DateTimeOffset now)
    {
        if (results.Exists(static result => result.Outcome == CheckUpOutcome.Waiting))
        {
            Settle(now);
        }
        else
        {
            Phase = CheckUpPhase.Over;
        }
    }
}
