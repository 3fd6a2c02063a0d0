namespace WebChatBridge.Protocol;

/// <summary>One term of a <see cref="Filter"/>: what a chip shows.</summary>
public sealed record FilterTerm
{
    /// <summary>What it looks at.</summary>
    public required FilterField Field { get; init; }

    /// <summary>What it looks for, without quotes, slashes and operator: <c>tom</c> of <c>from:"tom"</c>.</summary>
    public required string Value { get; init; }

    /// <summary>As it is written, with <c>off:</c> and <c>-</c>.</summary>
    public required string Text { get; init; }

    /// <summary>Where it begins in the filter's text, in UTF-16 units.</summary>
    public required int Start { get; init; }

    /// <summary>Whether it leaves out what it finds (<c>-</c>).</summary>
    public bool Excludes { get; init; }

    /// <summary>Whether it is switched off (<c>off:</c>).</summary>
    public bool Off { get; init; }

    /// <summary>Whether it takes part: it is not switched off, and could be read.</summary>
    public bool Active => !Off && Test is not null;

    /// <summary>Place in the filter's text just after it.</summary>
    public int End => Start + Text.Length;

    /// <summary>Null where it cannot be read: then it neither finds nor leaves out anything.</summary>
    internal FilterTest? Test { get; init; }
}
