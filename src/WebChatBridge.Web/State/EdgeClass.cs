namespace WebChatBridge.Web.State;

/// <summary>How boundaries are drawn: names of the classes in app.css.</summary>
public static class EdgeClass
{
    /// <summary>The classes of a byte; null for none.</summary>
    public static string? Of(HexCell cell)
    {
        var names = string.Join(' ', Names(cell));
        return names.Length == 0 ? null : names;
    }

    // Where both meet the solid line says enough: whatever is read can end a message, too.
    private static IEnumerable<string> Names(HexCell cell)
    {
        if (cell.Before != ByteEdge.None)
        {
            yield return cell.Before.HasFlag(ByteEdge.Frame) ? "edge-frame" : "edge-read";
        }

        if (cell.After != ByteEdge.None)
        {
            yield return cell.After.HasFlag(ByteEdge.Frame) ? "ends-frame" : "ends-read";
        }

        if (cell.Wrong)
        {
            yield return "byte-wrong";
        }
    }
}
