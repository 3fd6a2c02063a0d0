namespace WebChatBridge.Protocol;

/// <summary>A word or phrase, in any case, in the row's texts.</summary>
internal sealed class WordTest(string sought) : FilterTest
{
    public override bool Finds(IFilterable row) => Finds(row.Text) || Finds(row.Name) || Finds(row.Sentence) || Finds(row.Note);

    public override IEnumerable<FilterSpan> InText(string text)
    {
        for (var at = text.IndexOf(sought, StringComparison.OrdinalIgnoreCase);
             at >= 0;
             at = text.IndexOf(sought, at + sought.Length, StringComparison.OrdinalIgnoreCase))
        {
            yield return new FilterSpan(at, sought.Length);
        }
    }

    public override IEnumerable<FilterSpan> InBytes(ReadOnlyMemory<byte> bytes) => ByteSpans.OfText(bytes, InText);

    private bool Finds(string? text) => text is not null && text.Contains(sought, StringComparison.OrdinalIgnoreCase);
}
