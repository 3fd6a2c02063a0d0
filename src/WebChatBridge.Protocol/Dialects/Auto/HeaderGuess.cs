namespace WebChatBridge.Protocol;

/// <summary>
/// Whether a stream begins with a length header, and how wide it is. A header is digits and spaces, so it ends where the body
/// begins, unless the body begins with a space or a digit itself: then one whole frame before a pause tells.
/// </summary>
internal static class HeaderGuess
{
    /// <summary>Null when it is none, or while it cannot be told yet: then <paramref name="undecided"/>.</summary>
    public static Guess? Of(AutoDialect dialect, ReadOnlySpan<byte> start, bool silent, out bool undecided)
    {
        var widest = Run(start);
        var body = start.Length > widest;
        undecided = !body && widest < AutoDialect.MaxHeaderWidth && !silent;
        if (undecided || widest < AutoDialect.MinHeaderWidth)
        {
            return null;
        }

        var whole = Length(start[..widest]) is { } length && length <= dialect.MaxMessageBytes ? widest + length : -1;

        if (whole >= 0 && start.Length >= whole)
        {
            return Found(dialect, start, widest);
        }

        // Not all of it has come: it is as wide as it looks if the rest follows, narrower if this was all.
        undecided = !silent && whole >= 0;
        if (!silent)
        {
            return null;
        }

        return body && Narrower(dialect, start, widest) is { } width ? Found(dialect, start, width)
            : whole >= 0 && start[^1] != '\n' ? Found(dialect, start, widest)
            : null;
    }

    private static int? Narrower(AutoDialect dialect, ReadOnlySpan<byte> start, int widest)
    {
        for (var width = widest - 1; width >= AutoDialect.MinHeaderWidth; width--)
        {
            if (Length(start[..width]) is { } length && length <= dialect.MaxMessageBytes && width + length == start.Length)
            {
                return width;
            }
        }

        return null;
    }

    /// <summary>How many of the first bytes can be a header, 64 at the most.</summary>
    private static int Run(ReadOnlySpan<byte> start)
    {
        var number = default(HeaderNumber);
        var most = start[..Math.Min(start.Length, AutoDialect.MaxHeaderWidth)];
        return number.Take(most, 0, int.MaxValue) is null ? most.Length : number.Length;
    }

    private static long? Length(ReadOnlySpan<byte> header)
    {
        var number = default(HeaderNumber);
        return number.Take(header, 0, header.Length) is null && number.Value <= int.MaxValue ? (long)number.Value : null;
    }

    private static Guess Found(AutoDialect dialect, ReadOnlySpan<byte> start, int width) => new(
        dialect.Header(width),
        $"it began with a header of {width} bytes, the number {Length(start[..width])}{(start.Length > width ? " and a body" : "")}");
}
