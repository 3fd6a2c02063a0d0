using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>What became of a message said here. It says "written", never "delivered": TCP cannot tell more.</summary>
/// <param name="Complete">Whether all of its recipients were written to.</param>
/// <param name="Text">One line for people, glyph first.</param>
public sealed record Receipt(bool Complete, string Text)
{
    private const int NamesShown = 3;

    /// <summary>The receipt of a stored post.</summary>
    public static Receipt Of(PostResult result)
    {
        var written = result.WrittenTo.Count;
        if (result.Failed.Count == 0)
        {
            return new(true, written == 0 ? "✓ stored, nobody was listening" : $"✓ written to {written} socket{(written == 1 ? "" : "s")}");
        }

        var who = result.Failed.Take(NamesShown).Select(failure => $"{failure.Session.Name} is {failure.Reason}");
        var more = result.Failed.Count > NamesShown ? $", and {result.Failed.Count - NamesShown} more" : "";
        return new(false, $"▲ written to {written} of {written + result.Failed.Count} — {string.Join(", ", who)}{more}");
    }
}
