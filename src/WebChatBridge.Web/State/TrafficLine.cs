using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>One line of the table of traffic. Lines are values: equal ones need not be drawn again.</summary>
public abstract record TrafficLine
{
    private TrafficLine(string key) => Key = key;

    /// <summary>The same for the same line as long as it is shown.</summary>
    public string Key { get; }

    /// <summary>A frame, a chunk or an event.</summary>
    /// <param name="Row">What came.</param>
    /// <param name="Delta">Microseconds since the line before, or since the zero; null where there is nothing before.</param>
    /// <param name="Place">What is special about it.</param>
    public sealed record Entry(TrafficRow Row, long? Delta, EntryState Place) : TrafficLine($"r{Row.Seq}.{Row.Part}");

    /// <summary>Rows that matched but are not here.</summary>
    /// <param name="After">The last row before them; null for none.</param>
    /// <param name="Count">How many.</param>
    /// <param name="Kept">Whether they can still be had.</param>
    public sealed record Gap(TrafficPlace? After, long Count, bool Kept) : TrafficLine($"g{After}{Kept}");

    /// <summary>Somebody put a mark here.</summary>
    public sealed record Mark(int Number, DateTimeOffset At) : TrafficLine($"m{Number}");

    /// <summary>There is nothing before this, or nothing that is to be seen.</summary>
    /// <param name="Cleared">True when it was cleared away and can be had back.</param>
    /// <param name="Restarted">True when the relay was started anew here.</param>
    public sealed record Start(bool Cleared, bool Restarted) : TrafficLine("start");
}
