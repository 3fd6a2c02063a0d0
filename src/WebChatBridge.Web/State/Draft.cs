namespace WebChatBridge.Web.State;

/// <summary>What the browser says of the text in the composer while it is typed. The text itself stays there until it is sent.</summary>
/// <param name="Head">The first characters, at most 4,000.</param>
/// <param name="Bytes">Length of all of it in UTF-8.</param>
/// <param name="Lines">How many lines it has.</param>
public sealed record Draft(string Head, int Bytes, int Lines)
{
    public static Draft Empty { get; } = new("", 0, 0);
}
