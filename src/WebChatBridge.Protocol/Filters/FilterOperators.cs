using System.Collections.Frozen;
using System.Globalization;

namespace WebChatBridge.Protocol;

/// <summary>What stands before a colon, and what it makes of what stands after it.</summary>
internal static class FilterOperators
{
    /// <summary>All of them, as a sentence has them.</summary>
    public const string Names = "from, to, session, in, dir, len, has, hex, hint, kind, event";

    private static readonly FrozenDictionary<string, FilterField> Fields = new Dictionary<string, FilterField>(StringComparer.OrdinalIgnoreCase)
    {
        ["from"] = FilterField.From,
        ["to"] = FilterField.To,
        ["session"] = FilterField.Session,
        ["in"] = FilterField.In,
        ["dir"] = FilterField.Dir,
        ["len"] = FilterField.Len,
        ["has"] = FilterField.Has,
        ["hex"] = FilterField.Hex,
        ["hint"] = FilterField.Hint,
        ["kind"] = FilterField.Kind,
        ["event"] = FilterField.Event,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, FilterField>.AlternateLookup<ReadOnlySpan<char>> ByName = Fields.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether this is an operator's name.</summary>
    public static bool Knows(ReadOnlySpan<char> name) => ByName.ContainsKey(name);

    /// <summary>The operator a term begins with, and what is written after its colon or comparison; null when there is none.</summary>
    public static (FilterField Field, string Written)? Split(string term)
    {
        var end = term.AsSpan().IndexOfAny(":<>=");
        if (end < 1 || !ByName.TryGetValue(term.AsSpan(0, end), out var field) || (term[end] != ':' && field != FilterField.Len))
        {
            return null;
        }

        return (field, term[end] == ':' ? term[(end + 1)..] : term[end..]);
    }

    /// <summary>Reads the values; a null test with the reason when they make no sense.</summary>
    public static (FilterTest? Test, string? Problem) Read(FilterField field, IReadOnlyList<string> values)
    {
        if (values.Any(static value => value.Length == 0))
        {
            return (null, $"{field.ToString().ToLowerInvariant()}: has nothing after it");
        }

        return field switch
        {
            FilterField.From => (Property(row => row.Direction != Direction.Out && Called(values, row)), null),
            FilterField.To => (Property(row => row.Direction != Direction.In && Called(values, row)), null),
            FilterField.Session => (Property(row => Called(values, row)), null),
            FilterField.In => (Property(row => row.Room is { } room && values.Any(value => Like(room, value))), null),
            FilterField.Dir => Listed<Direction>("dir", values, static row => row.Direction),
            FilterField.Kind => Listed<FrameKind>("kind", values, static row => row.Kind),
            FilterField.Event => (Property(row => row.Event is { } what && values.Any(value => Is(value, "any") || Like(what, value))), null),
            FilterField.Hint => (Property(row => row.Hints.Count > 0 && values.Any(value => Is(value, "any") || row.Hints.Any(hint => Is(hint, value)))), null),
            FilterField.Len => Length(values),
            FilterField.Has => Has(values),
            _ => Hex(values),
        };
    }

    private static FilterTest.Property Property(Func<IFilterable, bool> finds) => new(finds);

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    // A star at the end stands for anything.
    private static bool Like(string text, string value) => value is [.. var beginning, '*']
        ? text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)
        : Is(text, value);

    private static bool Called(IReadOnlyList<string> values, IFilterable row)
    {
        foreach (var value in values)
        {
            if (Like(row.Name, value) || (long.TryParse(value.AsSpan().TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id == row.Session))
            {
                return true;
            }
        }

        return false;
    }

    private static (FilterTest?, string?) Listed<T>(string key, IReadOnlyList<string> values, Func<IFilterable, T?> of)
        where T : struct, Enum
    {
        var wanted = new HashSet<T>();
        foreach (var value in values)
        {
            if (!char.IsAsciiLetter(value[0]) || !Enum.TryParse<T>(value, ignoreCase: true, out var one) || !Enum.IsDefined(one))
            {
                return (null, $"{key}: takes {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}, not '{value}'");
            }

            wanted.Add(one);
        }

        return (Property(row => of(row) is { } one && wanted.Contains(one)), null);
    }

    private static (FilterTest?, string?) Length(IReadOnlyList<string> values)
    {
        var written = values.Count == 1 ? values[0] : "";
        var mark = new string([.. written.TakeWhile(static letter => letter is '<' or '>' or '=')]);
        if (!int.TryParse(written.AsSpan(mark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes))
        {
            return (null, "len takes <, <=, =, >= or > and a number of bytes, as in len>100");
        }

        return mark switch
        {
            "<" => (Property(row => row.Length < bytes), null),
            "<=" => (Property(row => row.Length <= bytes), null),
            ">" => (Property(row => row.Length > bytes), null),
            ">=" => (Property(row => row.Length >= bytes), null),
            "" or "=" => (Property(row => row.Length == bytes), null),
            _ => (null, $"len takes <, <=, =, >= or >, not {mark}"),
        };
    }

    private static (FilterTest?, string?) Has(IReadOnlyList<string> values)
    {
        var kinds = new List<OddBytes.Search>();
        foreach (var value in values)
        {
            if (!OddBytes.Kinds.TryGetValue(value, out var kind))
            {
                return (null, $"has: takes {OddBytes.Names}, not '{value}'");
            }

            kinds.Add(kind);
        }

        return (new HasTest(kinds), null);
    }

    private static (FilterTest?, string?) Hex(IReadOnlyList<string> values)
    {
        var sought = new List<byte[]>();
        foreach (var value in values)
        {
            var digits = value.Replace(" ", "", StringComparison.Ordinal);
            if (digits.Length == 0 || digits.Length % 2 != 0 || !digits.All(char.IsAsciiHexDigit))
            {
                return (null, $"hex: takes pairs of hexadecimal digits, as in hex:0d0a, not '{value}'");
            }

            sought.Add(Convert.FromHexString(digits));
        }

        return (new BytesTest(sought), null);
    }
}
