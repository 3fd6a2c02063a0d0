namespace WebChatBridge.Relay;

/// <summary>
/// The two seats of a transparent pipe, and who has said goodbye. A seat that left counts as having said it. Pure: it takes
/// numbers and answers what to do. Owner: the core loop.
/// </summary>
internal sealed class Pair(int number, long firstSession, long startsAfter)
{
    private readonly long?[] seats = [firstSession, null];
    private readonly bool[] saidGoodbye = new bool[2];
    private long? overran;

    /// <summary>1 for <c>pair-1</c>.</summary>
    public int Number { get; } = number;

    /// <summary>The room's newest message when the first seat was taken: what came after it is for the second.</summary>
    public long StartsAfter { get; } = startsAfter;

    /// <summary>Payload bytes kept for a partner who has not come yet.</summary>
    public int EarlyBytes { get; private set; }

    public bool Complete => seats[1] is not null;

    public bool Over => saidGoodbye[0] && (saidGoodbye[1] || !Complete);

    public bool Has(long session) => seats[0] == session || seats[1] == session;

    public long? PartnerOf(long session) => seats[0] == session ? seats[1] : seats[0];

    public void TakeSecondSeat(long session) => seats[1] = session;

    public bool SaidGoodbye(long session) => saidGoodbye[SeatOf(session)];

    /// <summary>
    /// Whether a seat says more than is kept for a partner who has not come. Once is for ever: if he comes before the session has
    /// ended, what it says later must not arrive without what was refused.
    /// </summary>
    public bool Overruns(long session, int bytes, int limit)
    {
        if (!Complete && (EarlyBytes += bytes) > limit)
        {
            overran = session;
        }

        return overran == session;
    }

    /// <summary>One direction ends. False when it had ended before.</summary>
    public bool SayGoodbye(long session)
    {
        var seat = SeatOf(session);
        (var before, saidGoodbye[seat]) = (saidGoodbye[seat], true);
        return !before;
    }

    /// <summary>The name of a seat: <c>tom</c>, <c>jerry</c>, then <c>tom-2</c>, <c>jerry-2</c>, …</summary>
    public static string SeatName(int number, bool second) => (second ? "jerry" : "tom") + (number == 1 ? "" : $"-{number}");

    private int SeatOf(long session) => seats[0] == session ? 0 : 1;
}
