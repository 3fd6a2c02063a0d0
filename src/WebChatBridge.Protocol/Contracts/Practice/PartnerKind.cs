namespace WebChatBridge.Protocol;

/// <summary>A kind of practice partner: a program inside the relay that joins a room when asked, as an ordinary session.</summary>
/// <param name="Name">How it is called and asked for.</param>
/// <param name="Sentence">What it does, to follow its name: <c>says back what it hears</c>.</param>
public sealed record PartnerKind(string Name, string Sentence)
{
    /// <summary>All there are.</summary>
    public static IReadOnlyList<PartnerKind> All { get; } =
    [
        new("echo", "says back what it hears"),
        new("jerry", "talks with you, and answers questions about itself"),
        new("slow", "reads only every 5 seconds, so that you see bytes wait"),
        new("splitter", "echoes, and has what is written to you cut into small pieces"),
        new("talker", "says a numbered line every second"),
        new("leaver", "says hello, then vanishes without a goodbye"),
    ];

    /// <summary>The kind of that name; null when there is none.</summary>
    public static PartnerKind? Find(string name) => All.FirstOrDefault(kind => kind.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
