using System.Buffers;
using System.Text;

namespace WebChatBridge.Protocol;

/// <summary>
/// Tells by the first bytes of a stream whether they are another port's protocol: an HTTP request line, a TLS hello, an SSH
/// banner. Once it has decided, more bytes do not change its mind.
/// </summary>
internal static class Greeting
{
    /// <summary>A first line longer than this is no HTTP request line to us.</summary>
    public const int MaxRequestLine = 8192;

    private const int LongestMethod = 20;
    private const int ShownBytes = 64;

    private static readonly SearchValues<byte> VersionBytes = SearchValues.Create("0123456789."u8);

    private static readonly byte[][] Methods =
    [
        [.. "GET "u8], [.. "HEAD "u8], [.. "POST "u8], [.. "PUT "u8], [.. "DELETE "u8], [.. "OPTIONS "u8], [.. "PATCH "u8],
        [.. "CONNECT "u8], [.. "TRACE "u8], [.. "PRI "u8],
    ];

    /// <summary>Null while it cannot be told yet.</summary>
    /// <param name="start">The stream from its first byte, as far as it came.</param>
    /// <param name="ended">True when the line is whole or no more will come: then it is always told.</param>
    /// <param name="anyMethod">
    /// True where a line is waited for anyhow: any word in capitals may be a method. Otherwise only the well known ones, so
    /// that a HELLO is told apart at its third letter.
    /// </param>
    public static ForeignProtocol? Recognize(ReadOnlySpan<byte> start, bool ended, bool anyMethod)
    {
        if (start.IsEmpty)
        {
            return ended ? ForeignProtocol.None : null;
        }

        var verdict = start[0] switch
        {
            0x16 => Tls(start),
            (byte)'S' => Ssh(start),
            >= (byte)'A' and <= (byte)'Z' => Http(start, ended, anyMethod),
            _ => ForeignProtocol.None,
        };
        return verdict ?? (ended ? ForeignProtocol.None : null);
    }

    /// <summary>What a session that began so is told and closed with.</summary>
    public static Violation Refusal(ForeignProtocol spoke, ReadOnlySpan<byte> start)
    {
        var shown = start[..Math.Min(start.Length, ShownBytes)];
        var lineEnd = shown.IndexOfAny((byte)'\r', (byte)'\n');
        var line = lineEnd < 0 ? shown : shown[..lineEnd];
        var reason = spoke switch
        {
            ForeignProtocol.Tls => "This is a TLS hello (16 03); this port speaks without TLS.",
            ForeignProtocol.Ssh => $"This is an SSH client ({Encoding.ASCII.GetString(line)}); this is a chat port.",
            _ => $"This is an HTTP request ({Encoding.ASCII.GetString(line)}); this is a chat port, the web console is on another one.",
        };
        return new Violation(0, reason, shown.ToArray(), spoke);
    }

    private static ForeignProtocol? Tls(ReadOnlySpan<byte> start) =>
        start.Length < 2 ? null : start[1] == 0x03 ? ForeignProtocol.Tls : ForeignProtocol.None;

    // The banner is SSH-2.0-software or SSH-1.99-…; a person may well begin with "SSH-keys".
    private static ForeignProtocol? Ssh(ReadOnlySpan<byte> start)
    {
        var known = "SSH-"u8;
        var common = Math.Min(start.Length, known.Length);
        return !start[..common].SequenceEqual(known[..common]) ? ForeignProtocol.None
            : start.Length <= known.Length ? null
            : start[known.Length] is (byte)'1' or (byte)'2' ? ForeignProtocol.Ssh
            : ForeignProtocol.None;
    }

    // Wire: METHOD SP target SP "HTTP/" version CRLF, and nothing else: "GET milk" is something a person says.
    private static ForeignProtocol? Http(ReadOnlySpan<byte> start, bool ended, bool anyMethod)
    {
        if (anyMethod)
        {
            var word = start.IndexOfAnyExceptInRange((byte)'A', (byte)'Z');
            return word < 0 ? start.Length > LongestMethod ? ForeignProtocol.None : null
                : word > LongestMethod || start[word] != ' ' ? ForeignProtocol.None
                : Target(start[(word + 1)..], ended);
        }

        foreach (var method in Methods)
        {
            var common = Math.Min(start.Length, method.Length);
            if (start[..common].SequenceEqual(method.AsSpan(0, common)))
            {
                return common < method.Length ? null : Target(start[method.Length..], ended);
            }
        }

        return ForeignProtocol.None;
    }

    private static ForeignProtocol? Target(ReadOnlySpan<byte> rest, bool ended)
    {
        if (rest.Length > MaxRequestLine)
        {
            rest = rest[..MaxRequestLine];
            ended = true;
        }

        var end = rest.IndexOfAny(" \r\n"u8);
        if (end < 0)
        {
            return ended ? ForeignProtocol.None : null;
        }

        return end == 0 || rest[end] != ' ' ? ForeignProtocol.None : Version(rest[(end + 1)..], ended);
    }

    private static ForeignProtocol? Version(ReadOnlySpan<byte> rest, bool ended)
    {
        var known = "HTTP/"u8;
        var common = Math.Min(rest.Length, known.Length);
        if (!rest[..common].SequenceEqual(known[..common]))
        {
            return ForeignProtocol.None;
        }

        var digits = rest[common..].IndexOfAnyExcept(VersionBytes);
        if (common < known.Length || digits < 0)
        {
            return !ended ? null : rest.Length > known.Length ? ForeignProtocol.Http : ForeignProtocol.None;
        }

        var tail = rest[(common + digits)..];
        return digits == 0 ? ForeignProtocol.None
            : tail[0] == '\n' ? ForeignProtocol.Http
            : tail[0] != '\r' ? ForeignProtocol.None
            : tail.Length > 1 ? tail[1] == '\n' ? ForeignProtocol.Http : ForeignProtocol.None
            : ended ? ForeignProtocol.Http : null;
    }
}
