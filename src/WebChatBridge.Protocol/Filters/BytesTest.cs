namespace WebChatBridge.Protocol;

/// <summary>One of several byte strings.</summary>
internal sealed class BytesTest(IReadOnlyList<byte[]> sought) : FilterTest
{
    public override bool Finds(IFilterable row)
    {
        foreach (var one in sought)
        {
            if (row.Bytes.Span.IndexOf(one) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    public override IEnumerable<FilterSpan> InBytes(ReadOnlyMemory<byte> bytes) => sought.SelectMany(one => Each(bytes, one));

    private static IEnumerable<FilterSpan> Each(ReadOnlyMemory<byte> bytes, byte[] one)
    {
        var from = 0;
        for (var at = bytes.Span.IndexOf(one); at >= 0; at = bytes.Span[from..].IndexOf(one))
        {
            yield return new FilterSpan(from + at, one.Length);
            from += at + one.Length;
        }
    }
}
