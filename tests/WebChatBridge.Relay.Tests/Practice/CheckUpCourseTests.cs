using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Practice;

/// <summary>The course of a check-up: what is written when, and what each thing seen means. No socket, no clock.</summary>
public sealed class CheckUpCourseTests
{
    private static readonly HeaderDialect Header = new(64, 65_536);
    private static readonly LineDialect Line = new(65_536, commands: true);
    private static readonly CheckUpPace Pace = new(TimeSpan.FromSeconds(60));

    private readonly CheckUpCourse course = new(Pace, 262_144, Words());
    private DateTimeOffset now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Header_FirstStep_LeavesInTwoWrites_CutInsideTheDigits()
    {
        Connect(Header);

        var first = Assert.IsType<CheckUpMove.Write>(Assert.Single(Pass(Pace.Settle)));
        Assert.Empty(Pass(TimeSpan.FromMilliseconds(1)));
        var second = Assert.IsType<CheckUpMove.Write>(Assert.Single(Pass(Pace.Gap)));

        Assert.Single(first.Bytes);
        byte[] frame = [.. first.Bytes, .. second.Bytes];
        Assert.Equal(frame.Length - 64, CheckUpFrame.LengthIn(frame.AsSpan(0, 64)));
        Assert.EndsWith("Type this word: word-1", Encoding.UTF8.GetString(frame), StringComparison.Ordinal);
        Assert.Equal(CheckUpPhase.Listening, course.Phase);
    }

    [Theory]
    [InlineData("word-1", true)]
    [InlineData("Tom: Word 1!", true)]
    [InlineData("word-2", false)]
    [InlineData("its word: word-1", true)]
    [InlineData("Type this word: word-1", false)]
    public void Answer_TellsByTheWord_AndAPieceOfTheMessageTellsTheOpposite(string answer, bool proves) =>
        Assert.Equal(proves, CheckUpAnswer.Proves(answer, "check 1 of 7: Type this word: word-1", "word-1"));

    [Fact]
    public void Answer_OfAnEchoProgram_IsTheWholeMessage() =>
        Assert.True(CheckUpAnswer.Proves("echo: check 1 of 7: Type this word: word-1", "check 1 of 7: Type this word: word-1", "word-1"));

    [Fact]
    public void Word_PassesTheStep_AndTheNextBeginsOnTheSameSession()
    {
        Begin(Header);

        Assert.Empty(See(new CheckUpSaw.Said("word-1")));

        Assert.Equal((CheckUpOutcome.Passed, CheckUpPhase.Settling), (course.Results[0].Outcome, course.Phase));
    }

    [Fact]
    public void Silence_FailsTheStep_AndAHeaderClientIsStartedAgain()
    {
        Begin(Header);

        Assert.IsType<CheckUpMove.End>(Assert.Single(Pass(Pace.Answer)));

        Assert.Equal(new CheckUpResult(course.Results[0].Situation, "The header arrives in two pieces", CheckUpOutcome.Failed, "did not answer within 60 s"), course.Results[0]);
        Assert.Equal("Start your client again", course.Asks);
        Connect(Header);
        Assert.Null(course.Asks);
        Assert.Equal("split-body", Next().Situation.Code);
    }

    [Fact]
    public void Silence_FailsTheStep_AndALineClientGoesOn()
    {
        Begin(Line);

        Assert.Empty(Pass(Pace.Answer));

        Assert.Equal((CheckUpOutcome.Failed, CheckUpPhase.Settling), (course.Results[0].Outcome, course.Phase));
    }

    [Fact]
    public void WrongAnswer_LeavesTimeForAnother()
    {
        Begin(Header);

        Assert.Empty(See(new CheckUpSaw.Said("wurd")));
        Assert.Empty(Pass(Pace.SecondTry - TimeSpan.FromSeconds(1)));
        Assert.NotEmpty(Pass(TimeSpan.FromSeconds(1)));

        Assert.Equal("answered \"wurd\", and not word-1", course.Results[0].Because);
    }

    [Fact]
    public void Judgement_DecidesTheStepThatRuns()
    {
        Begin(Header);

        See(new CheckUpSaw.Judged(true));

        Assert.Equal(CheckUpOutcome.Passed, course.Results[0].Outcome);
    }

    [Theory]
    [InlineData(CloseCode.PeerReset, "reset its connection instead of answering")]
    [InlineData(CloseCode.PeerClosed, "closed its connection instead of answering")]
    [InlineData(CloseCode.TooSlow, "was closed: because instead of answering")]
    public void End_FailsTheStep(CloseCode code, string because)
    {
        Begin(Header);

        See(new CheckUpSaw.Ended(new CloseReason(code, "because")));

        Assert.Equal((CheckUpOutcome.Failed, because), (course.Results[0].Outcome, course.Results[0].Because));
    }

    [Theory]
    [InlineData("two-in-one", 1)]
    [InlineData("large", 1)]
    [InlineData("cut-character", 2)]
    [InlineData("split-body", 2)]
    public void Frames_AreWhatTheyShouldBe_InTheseWrites(string code, int writes)
    {
        var moves = Situation.For(Header, 262_144).Single(one => one.Situation.Code == code).Situation.Play(Header, null, "check 1 of 7", "word-1", "word-2");

        Assert.Equal(writes, moves.OfType<CheckUpMove.Write>().Count());
        var all = moves.OfType<CheckUpMove.Write>().SelectMany(static write => write.Bytes).ToArray();
        ReadOnlySpan<byte> rest = all;
        var reader = new HeaderDialect(64, 1_000_000).NewReader();
        var last = "";
        while (reader.Read(ref rest, out var frame) == FrameStatus.Frame)
        {
            last = Encoding.UTF8.GetString(frame.Payload);
        }

        Assert.EndsWith("word-1", last, StringComparison.Ordinal);
        Assert.Null(reader.Violation);
    }

    [Fact]
    public void AfterEachCut_MoreThanAHeaderFollowsBeforeTheWord()
    {
        foreach (var (situation, _) in Situation.For(Header, 262_144).Where(static one => one.Situation.Code is "split-body" or "cut-character"))
        {
            var last = situation.Play(Header, null, "check 1 of 7", "word-1", "word-2").OfType<CheckUpMove.Write>().Last().Bytes;

            Assert.True(last.Length - "word-1".Length > 64, situation.Code);
        }
    }

    [Fact]
    public void Raw_HasNoFramesToCut() =>
        Assert.Equal(
            ["large", "cut-character", "no-goodbye", "half-close"],
            Situation.For(new RawDialect(1000, TimeSpan.FromSeconds(1)), 262_144).Where(static one => one.Skipped is null).Select(static one => one.Situation.Code));

    [Fact]
    public void NoGoodbye_PassesWhenTheClientClosesInTime_AndFailsWhenNot()
    {
        GoTo("no-goodbye");
        Assert.IsType<CheckUpMove.Write>(Assert.Single(Pass(Pace.Settle)));
        Assert.IsType<CheckUpMove.Fin>(Assert.Single(Pass(Pace.Gap)));

        See(new CheckUpSaw.Finished());

        Assert.Equal(CheckUpOutcome.Passed, course.Results[5].Outcome);
        Assert.Equal(CheckUpPhase.Restarting, course.Phase);
    }

    [Fact]
    public void NoGoodbye_KeptOpen_Fails()
    {
        GoTo("no-goodbye");
        Pass(Pace.Settle);
        Pass(Pace.Gap);

        Assert.IsType<CheckUpMove.End>(Assert.Single(Pass(Pace.Close)));

        Assert.Equal("kept its connection open 5 s after ours was closed", course.Results[5].Because);
    }

    [Theory]
    [InlineData(true, true, CheckUpOutcome.Passed)]
    [InlineData(true, false, CheckUpOutcome.Failed)]
    [InlineData(false, true, CheckUpOutcome.Failed)]
    public void HalfClose_WantsTheAnswer_AndThenTheEnd(bool answers, bool closes, CheckUpOutcome outcome)
    {
        GoTo("half-close");
        var moves = Pass(Pace.Settle);
        Assert.Equal([typeof(CheckUpMove.Write), typeof(CheckUpMove.Fin)], moves.Select(static move => move.GetType()));

        if (answers)
        {
            See(new CheckUpSaw.Said(Word(moves)));
        }

        if (closes)
        {
            See(new CheckUpSaw.Finished());
        }

        Pass(Pace.Answer);

        Assert.Equal(outcome, course.Results[6].Outcome);
        Assert.Equal(CheckUpPhase.Over, course.Phase);
    }

    [Fact]
    public void EchoOfTheLargeMessage_IsMoreThanTheRelayTakes_AndPasses()
    {
        GoTo("large");
        Pass(Pace.Settle);

        See(new CheckUpSaw.Ended(new CloseReason(CloseCode.ProtocolViolation, "too long", 0, Encoding.ASCII.GetBytes("200000".PadRight(64)))));

        Assert.Equal(CheckUpOutcome.Passed, course.Results[3].Outcome);
    }

    [Fact]
    public void NobodyStartsItAgain_TheRestIsSkipped()
    {
        Begin(Header);
        Pass(Pace.Answer);

        Pass(Pace.Restart);

        Assert.All(course.Results.Skip(1), static result => Assert.Equal((CheckUpOutcome.Skipped, "the client was not started again"), (result.Outcome, result.Because)));
    }

    private static Func<string> Words()
    {
        var number = 0;
        return () => $"word-{++number}";
    }

    private void Connect(IDialect dialect) => See(new CheckUpSaw.Connected(dialect, dialect is LineDialect ? "check-up" : null));

    private IReadOnlyList<CheckUpMove> See(CheckUpSaw saw) => course.See(saw, now);

    private IReadOnlyList<CheckUpMove> Pass(TimeSpan time)
    {
        now += time;
        return See(new CheckUpSaw.Time());
    }

    // Up to where the word is awaited.
    private void Begin(IDialect dialect)
    {
        Connect(dialect);
        Next();
    }

    private CheckUpResult Next()
    {
        Pass(Pace.Settle);
        Pass(Pace.Gap);
        return course.Running!;
    }

    private void GoTo(string code)
    {
        Connect(Header);
        while (course.Results.First(static result => result.Outcome == CheckUpOutcome.Waiting).Situation.Code != code)
        {
            Next();
            See(new CheckUpSaw.Judged(true));
            if (course.Phase == CheckUpPhase.Restarting)
            {
                Connect(Header);
            }
        }
    }

    private static string Word(IReadOnlyList<CheckUpMove> moves) =>
        Encoding.UTF8.GetString(moves.OfType<CheckUpMove.Write>().Last().Bytes).Split(' ')[^1];
}
