namespace WebChatBridge.Promises.Tests;

/// <summary>The check itself: it sees each kind of fault, and only that one.</summary>
public sealed class LedgerTests
{
    private readonly Ledger ledger = new();

    public LedgerTests()
    {
        for (var i = 1; i <= 4; i++)
        {
            ledger.Attempt($"a-{i} text {i}");
        }

        ledger.Acknowledge("a-1", 1, mark: 10);
        ledger.Acknowledge("a-2", 2, mark: 20);
        ledger.See(1, "a-1 text 1", mark: 10);
        ledger.See(3, "a-3 text 3", mark: 30);
    }

    private static Kept[] Sound => [new(1, "a-1 text 1"), new(2, "a-2 text 2"), new(3, "a-3 text 3")];

    [Fact]
    public void Check_SoundHistory_FindsNothing() => Assert.Empty(ledger.Check(Sound));

    [Fact]
    public void Check_StoredButNeverAcknowledged_IsNoFault() => Assert.Empty(ledger.Check([.. Sound, new(4, "a-4 text 4")]));

    [Fact]
    public void Check_WithoutAnAcknowledged_Finds() => Expect(
        ledger.Check([Sound[0], new(2, "a-4 text 4"), Sound[2]]), (Breach.AckedIsLost, "a-2"));

    [Fact]
    public void Check_EndsBeforeAnAcknowledged_Finds() => Expect(
        ledger.Check(Sound[..1]), (Breach.AckedIsLost, "a-2"), (Breach.SeenIsLost, "a-3"));

    [Fact]
    public void Check_WhatWasToldAfterTheMark_IsNoPromise()
    {
        Assert.Empty(ledger.Check([], mark: 9));
        Assert.Empty(ledger.Check(Sound[..1], mark: 19));
        Expect(ledger.Check(Sound[..1], mark: 20), (Breach.AckedIsLost, "a-2"));
    }

    [Fact]
    public void Check_AcknowledgedElsewhere_Finds() => Expect(
        ledger.Check([new(1, "a-1 text 1"), new(2, "a-4 text 4"), new(3, "a-3 text 3"), new(4, "a-2 text 2")]), (Breach.AckedElsewhere, "a-2"));

    [Fact]
    public void Check_AcknowledgedTwiceWithTwoPlaces_Finds()
    {
        ledger.Acknowledge("a-2", 2);
        Assert.Empty(ledger.Check(Sound));

        ledger.Acknowledge("a-2", 3);

        Expect(ledger.Check(Sound), (Breach.AckedElsewhere, "a-2"));
    }

    [Fact]
    public void Check_GivenSomethingElseUnderThatNumber_Finds() => Expect(
        ledger.Check([Sound[0], Sound[1], new(3, "a-4 text 4")]), (Breach.SeenIsLost, "a-3"));

    [Fact]
    public void Check_OneNumberGivenTwiceForTwoMessages_Finds()
    {
        ledger.See(3, "a-4 text 4");

        Expect(ledger.Check(Sound), (Breach.SeenIsLost, "a-4"));
    }

    [Fact]
    public void Check_MessageNobodySent_Finds() => Expect(ledger.Check([.. Sound, new(4, "b-1 text")]), (Breach.NeverSent, "b-1"));

    [Fact]
    public void Check_MessageCutShort_Finds() => Expect(ledger.Check([Sound[0], new(2, "a-2 text"), Sound[2]]), (Breach.Changed, "a-2"));

    [Fact]
    public void Check_MessageTwice_Finds() => Expect(ledger.Check([.. Sound, new(4, "a-2 text 2")]), (Breach.Doubled, "a-2"));

    [Fact]
    public void Check_NumberMissing_Finds() => Expect(ledger.Check([.. Sound, new(5, "a-4 text 4")]), (Breach.Gap, "number 4"));

    [Fact]
    public void Open_IsWhatIsNotAcknowledged() => Assert.Equal(["a-3 text 3", "a-4 text 4"], ledger.Open());

    private static void Expect(IReadOnlyList<Finding> found, params (Breach Breach, string Names)[] expected)
    {
        Assert.Equal(expected.Select(one => one.Breach), found.Select(one => one.Breach));
        Assert.All(found.Zip(expected), pair => Assert.Contains(pair.Second.Names, pair.First.What, StringComparison.Ordinal));
    }
}
