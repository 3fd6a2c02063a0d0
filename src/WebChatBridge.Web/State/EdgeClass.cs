namespace WebChatBridge.Web.State;

/// <summary>How boundaries are drawn: names of the classes in app.css.</summary>
public static class EdgeClass
{
    /// <summary>The classes of a byte; null for none.</summary>
    public static string? Of(HexCell cell) => Of(cell, cell);

    /// <summary>The classes of bytes that are drawn together; null for none.</summary>
    public static string? Of(ArraySegment<HexCell> run) => Of(run[0], run[^1]);

    private static string? Of(HexCell first, HexCell last)
    {
        var names = string.Join(' ', Names(first, last));
        return names.Length == 0 ? null : names;
    }

    // Where both meet the solid line says enough: whatever is read can end a message, too.
    private static IEnumerable<string> Names(HexCell first, HexCell last)
    {
        if (first.Before != ByteEdge.None)
        {
            yield return first.Before.HasFlag(ByteEdge.Frame) ? "edge-frame" : "edge-read";
        }

        if (last.After != ByteEdge.None)
        {
            yield return last.After.HasFlag(ByteEdge.Frame) ? "ends-frame" : "ends-read";
        }

        if (first.Wrong)
        {
            yield return "byte-wrong";
        }
    }
}
