using System.Globalization;
using System.Net;

namespace WebChatBridge.Relay;

/// <summary>What <c>Listen</c> says: <c>localhost:5051</c>, <c>127.0.0.1:0</c>, <c>[::1]:5051</c> or <c>*:5051</c>.</summary>
/// <param name="Host"><c>localhost</c>, <c>*</c>, or an address as text.</param>
/// <param name="Address">The address; null for <c>localhost</c> (every loopback address) and <c>*</c> (every address).</param>
/// <param name="Port">0 for any free one.</param>
public sealed record ListenAddress(string Host, IPAddress? Address, int Port)
{
    /// <summary>In words, for people who wrote something else.</summary>
    public const string Forms = "localhost:PORT, ADDRESS:PORT, [IPV6]:PORT or *:PORT, with PORT from 0 (any free one) to 65535";

    /// <summary>True when only programs on this machine reach it.</summary>
    public bool IsLoopback => Address is null ? Host == "localhost" : IPAddress.IsLoopback(Address);

    private bool IsEverywhere => Host == "*" || IPAddress.Any.Equals(Address) || IPAddress.IPv6Any.Equals(Address);

    /// <summary>Reads one; null when it is none of <see cref="Forms"/>.</summary>
    public static ListenAddress? Parse(string? text)
    {
        var colon = text?.LastIndexOf(':') ?? -1;
        if (colon < 1 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return null;
        }

        var host = text![..colon];
        if (host is "*")
        {
            return new ListenAddress(host, null, port);
        }

        if (string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase))
        {
            return new ListenAddress("localhost", null, port);
        }

        var bracketed = host.StartsWith('[') && host.EndsWith(']');

        // "1" and "::1:5051" are addresses to the library; here the first is a slip and the second is ambiguous.
        if (!IPAddress.TryParse(bracketed ? host[1..^1] : host, out var address) || bracketed != host.Contains(':', StringComparison.Ordinal)
            || (!bracketed && host.Count(c => c == '.') != 3))
        {
            return null;
        }

        return new ListenAddress(host, address, port);
    }

    /// <summary>True when both cannot be listened on at the same time.</summary>
    public bool Collides(ListenAddress other) =>
        Port != 0 && Port == other.Port
        && (IsEverywhere || other.IsEverywhere || Host == other.Host || (Address is not null && Address.Equals(other.Address))
            || (IsLoopback && other.IsLoopback && (Address is null || other.Address is null)));

    /// <summary>As it is written.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");
}
