namespace WebChatBridge.Web.State;

/// <summary>A stretch of inspected bytes that belong together.</summary>
/// <param name="Start">The first, counted from the first inspected byte.</param>
/// <param name="End">Just after the last.</param>
/// <param name="Name">What it is: <c>message 881</c>, <c>chunk 1042</c>, <c>no message yet</c>.</param>
/// <param name="From">The chunk it began in, when that is another; 0 when that is not kept, null when it begins here.</param>
/// <param name="Into">The chunk it goes on in, when that is another; 0 when that has not come, null when it ends here.</param>
/// <param name="Bounded">Whether something drew its ends; bytes in no frame only lie between others.</param>
public sealed record RulerSegment(int Start, int End, string Name, long? From = null, long? Into = null, bool Bounded = true)
{
    /// <summary>All that is to be said of it.</summary>
    public string Label => Name + Began + GoesOn;

    /// <summary>Which way it goes on, for where there is no space for more.</summary>
    public string Mark => (From is null ? "" : "◀") + (Into is null ? "" : "▶");

    private string Began => From switch { null => "", 0 => ", began earlier", { } chunk => $", began in chunk {chunk}" };

    private string GoesOn => Into switch { null => "", 0 => ", goes on ▶", { } chunk => $", continues in chunk {chunk} ▶" };
}
