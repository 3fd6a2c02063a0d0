namespace WebChatBridge.Protocol;

/// <summary>Changes to a filter's text that leave the rest of it as it was typed.</summary>
internal static class FilterEdits
{
    /// <summary>The text without a term, and without the space that set it apart.</summary>
    public static string Cut(string text, FilterTerm term)
    {
        var (before, after) = (text[..term.Start], text[Math.Min(term.End, text.Length)..]);
        return string.IsNullOrWhiteSpace(before) ? after.TrimStart() : before.TrimEnd() + (after.TrimStart() is { Length: > 0 } rest ? " " + rest : "");
    }

    public static string Toggle(string text, FilterTerm term)
    {
        var rest = text[term.Start..];
        if (!term.Off)
        {
            return text[..term.Start] + FilterReader.OffMark + rest;
        }

        // However often it stands there.
        while (rest.StartsWith(FilterReader.OffMark, StringComparison.Ordinal) && rest.Length > FilterReader.OffMark.Length && !char.IsWhiteSpace(rest[FilterReader.OffMark.Length]))
        {
            rest = rest[FilterReader.OffMark.Length..];
        }

        return text[..term.Start] + rest;
    }

    public static string Add(Filter filter, string term)
    {
        if (filter.Terms.FirstOrDefault(known => known.Text == term) is not null)
        {
            return filter.Text;
        }

        if (filter.Terms.FirstOrDefault(known => known.Off && known.Text == FilterReader.OffMark + term) is { } off)
        {
            return Toggle(filter.Text, off);
        }

        // After a quote that is not closed it would be part of the phrase.
        var text = filter.Text.Trim();
        var after = text.Length == 0 ? term : $"{text} {term}";
        return Filter.Parse(after).Terms is [.., var last] && last.Text == term ? after : $"{term} {text}";
    }

    public static string Spell(FilterField field, string value, bool excludes)
    {
        var key = field switch
        {
            FilterField.Text or FilterField.Regex => "",
            FilterField.Len => "len",
            _ => field.ToString().ToLowerInvariant() + ":",
        };
        var mark = excludes ? "-" : "";
        var bare = field == FilterField.Regex ? $"{mark}/{value}/" : mark + key + value;
        return field is FilterField.Regex or FilterField.Len || Means(bare, field, value, excludes) ? bare : $"{mark}{key}\"{Escape(value)}\"";
    }

    private static bool Means(string term, FilterField field, string value, bool excludes) =>
        Filter.Parse(term) is { Terms: [{ Off: false } read], Problems: [] } && read.Field == field && read.Value == value && read.Excludes == excludes
        && (field == FilterField.Text || !value.AsSpan().ContainsAny('|', '"'));

    private static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
