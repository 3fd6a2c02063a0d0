using System.Globalization;

namespace WebChatBridge.Protocol;

/// <summary>Finds a dialect by the name it has in the configuration.</summary>
public static class Dialects
{
    private const int MaxHeaderWidth = 9999;

    private static readonly TimeSpan DefaultIdleGap = TimeSpan.FromMilliseconds(75);

    /// <summary>
    /// The dialect called <c>header64</c> or <c>header:N</c> (N = 1-9999), <c>line</c>, <c>json</c>, <c>nul</c>, <c>raw</c> or
    /// <c>auto</c>. Throws <see cref="FormatException"/> for another name.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="maxMessageBytes">Largest payload of a message.</param>
    /// <param name="commands">Line: whether <c>/</c> begins a command (lobby); line and nul: whether an empty frame is nothing.</param>
    /// <param name="goodbye">Header only: the body that says goodbye.</param>
    /// <param name="maxFrameBytes">Header only: largest body written in one frame; 0 for no cap.</param>
    /// <param name="idleGap">Raw and auto: the silence that ends a message; 75 ms if null.</param>
    /// <param name="style">Header only: how messages are written.</param>
    public static IDialect Parse(
        string name,
        int maxMessageBytes,
        bool commands = true,
        string goodbye = "!DISCONNECT",
        int maxFrameBytes = 0,
        TimeSpan? idleGap = null,
        HeaderOutput style = HeaderOutput.Frames)
    {
        ArgumentNullException.ThrowIfNull(name);
        switch (name)
        {
            case "line":
                return new LineDialect(maxMessageBytes, commands);
            case "json":
                return new JsonDialect(maxMessageBytes);
            case "nul":
                return new NulDialect(maxMessageBytes, skipEmpty: commands);
            case "raw":
                return new RawDialect(maxMessageBytes, idleGap ?? DefaultIdleGap);
            case "auto":
                return new AutoDialect(maxMessageBytes, idleGap ?? DefaultIdleGap, goodbye, maxFrameBytes);
            default:
                break;
        }

        const string family = "header";
        var width = name.StartsWith(family, StringComparison.Ordinal) ? name.AsSpan(family.Length).TrimStart(':') : default;
        return int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes is >= 1 and <= MaxHeaderWidth
            ? new HeaderDialect(bytes, maxMessageBytes, goodbye, maxFrameBytes, style)
            : throw new FormatException($"There is no dialect \"{name}\"; there are header64, header:N (N = 1-{MaxHeaderWidth}), line, json, nul, raw and auto.");
    }
}
