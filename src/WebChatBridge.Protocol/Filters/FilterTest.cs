namespace WebChatBridge.Protocol;

/// <summary>What a term asks of a row, and what it would underline in one.</summary>
internal abstract class FilterTest
{
    /// <summary>Whether the row is one.</summary>
    public abstract bool Finds(IFilterable row);

    /// <summary>Where in a text it found something; nothing for a test that does not look into text.</summary>
    public virtual IEnumerable<FilterSpan> InText(string text) => [];

    /// <summary>Where in bytes it found something; nothing for a test that does not look into bytes.</summary>
    public virtual IEnumerable<FilterSpan> InBytes(ReadOnlyMemory<byte> bytes) => [];

    /// <summary>A test by a property of the row.</summary>
    internal sealed class Property(Func<IFilterable, bool> finds) : FilterTest
    {
        public override bool Finds(IFilterable row) => finds(row);
    }
}
