using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>One row of a transcript. Rows are values: equal rows need not be drawn again.</summary>
public abstract record Row
{
    private Row(string key) => Key = key;

    /// <summary>The same for the same row as long as it is shown.</summary>
    public string Key { get; }

    /// <summary>Something said.</summary>
    /// <param name="Content">The message.</param>
    /// <param name="Continues">The row before it is the same sender's, within two minutes.</param>
    /// <param name="Receipt">What became of it, when it was said here.</param>
    /// <param name="Marked">It is what the address points at.</param>
    public sealed record Message(ChatMessage Content, bool Continues, Receipt? Receipt, bool Marked) : Row($"m{Content.Seq}")
    {
        /// <summary>The hints on the bytes it came in; the same list until there are others.</summary>
        public IReadOnlyList<Hint> Hints { get; init; } = [];
    }

    /// <summary>Another day begins.</summary>
    public sealed record Day(DateOnly Date) : Row($"d{Date:yyyyMMdd}");

    /// <summary>What follows was not read yet.</summary>
    public sealed record Unread(DateTimeOffset Since) : Row("unread");

    /// <summary>Messages that are stored but not here.</summary>
    /// <param name="After">The last one before the gap.</param>
    /// <param name="Count">How many.</param>
    public sealed record Gap(long After, long Count) : Row($"g{After}");

    /// <summary>Who came and went, in one sentence.</summary>
    public sealed record Presence(string Id, string Sentence, DateTimeOffset From, DateTimeOffset To) : Row($"p{Id}");

    /// <summary>There is nothing before this.</summary>
    /// <param name="Trimmed">True when there was, but it is not kept any more.</param>
    public sealed record Start(bool Trimmed) : Row("start");
}
