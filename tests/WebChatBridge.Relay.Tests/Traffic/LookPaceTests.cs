namespace WebChatBridge.Relay.Tests;

/// <summary>However many sessions are busy, looking for hints stays a small part of one processor.</summary>
public sealed class LookPaceTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(125); // as often as a watcher gets a batch
    private static readonly TimeSpan Cost = TimeSpan.FromMilliseconds(2);

    private static readonly TimeSpan Own = TimeSpan.FromSeconds(1);

    private readonly TestTime time = new();

    [Theory]
    [InlineData(130)]
    [InlineData(1_000)]
    public void Sessions_AllBusy_CostTheirPartTogether_AndEachIsLookedAt(int sessions)
    {
        var pace = new LookPace(time);

        var looks = Run(pace, sessions, TimeSpan.FromMinutes(5));

        // Over so many sessions that the longest pause decides, it is more than the part, and known.
        var part = Math.Max(LookPace.Part, sessions * (Cost / LookPace.LongestPause));
        Assert.InRange(looks.Sum() * Cost / TimeSpan.FromMinutes(5), part * 0.8, part * 1.25);
        Assert.All(looks, static count => Assert.True(count >= 9, "A session was forgotten."));
    }

    [Fact]
    public void Sessions_AFewOfThem_AreLookedAtAsOftenAsTheyMay()
    {
        var pace = new LookPace(time);

        var looks = Run(pace, 10, TimeSpan.FromMinutes(1));

        Assert.All(looks, static count => Assert.InRange(count, 55, 61));
    }

    [Fact]
    public void Pause_OnceItIsQuietAgain_IsAsItWas()
    {
        var pace = new LookPace(time);
        Run(pace, 500, TimeSpan.FromMinutes(1));
        Assert.True(pace.Pause(Own) > TimeSpan.FromSeconds(20));

        Run(pace, 0, 3 * LookPace.LongestPause);

        Assert.Equal(Own, pace.Pause(Own));
    }

    [Fact]
    public void MayLook_SomebodyWhoAlwaysGoesOn_TakesTheirPart_AndALittleAtOnce()
    {
        var pace = new LookPace(time);

        var first = Look(pace);
        var looks = 0;
        for (var end = time.GetUtcNow() + TimeSpan.FromMinutes(1); time.GetUtcNow() < end; time.Advance(Step))
        {
            looks += Look(pace);
        }

        Assert.Equal(LookPace.Advance / Cost, first);
        Assert.InRange(looks * Cost / TimeSpan.FromMinutes(1), LookPace.Part * 0.95, LookPace.Part * 1.05);
    }

    private static int Look(LookPace pace)
    {
        var looks = 0;
        for (; pace.MayLook; looks++)
        {
            pace.Looked(last: default, Cost);
        }

        return looks;
    }

    // All have something new at each step; one is looked at when its pause is over.
    private int[] Run(LookPace pace, int sessions, TimeSpan duration)
    {
        var looks = new int[sessions];
        var last = new LookPace.Look[sessions];
        var lookedAt = new DateTimeOffset[sessions];
        for (var end = time.GetUtcNow() + duration; time.GetUtcNow() < end; time.Advance(Step))
        {
            for (var i = 0; i < looks.Length; i++)
            {
                if (time.GetUtcNow() - lookedAt[i] >= pace.Pause(Own))
                {
                    (lookedAt[i], looks[i]) = (time.GetUtcNow(), looks[i] + 1);
                    last[i] = pace.Looked(last[i], Cost);
                }
            }
        }

        return looks;
    }
}
