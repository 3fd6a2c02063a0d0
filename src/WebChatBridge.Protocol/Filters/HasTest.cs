namespace WebChatBridge.Protocol;

/// <summary>Bytes of one of several kinds.</summary>
internal sealed class HasTest(IReadOnlyList<OddBytes.Search> kinds) : FilterTest
{
    public override bool Finds(IFilterable row)
    {
        foreach (var kind in kinds)
        {
            if (kind(row.Bytes.Span, row.Cut) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    public override IEnumerable<FilterSpan> InBytes(ReadOnlyMemory<byte> bytes)
    {
        foreach (var kind in kinds)
        {
            for (var from = 0; from < bytes.Length && kind(bytes.Span[from..], true) is >= 0 and var at; from += at + 1)
            {
                yield return new FilterSpan(from + at, 1);
            }
        }
    }
}
