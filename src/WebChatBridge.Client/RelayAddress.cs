using System.Globalization;
using System.Net;

namespace WebChatBridge.Client;

/// <summary>Where a relay listens.</summary>
/// <param name="Host">A host name or an IP address, an IPv6 one without its brackets.</param>
/// <param name="Port">1-65535.</param>
public sealed record RelayAddress(string Host, int Port)
{
    /// <summary>The port an endpoint of this dialect has by default.</summary>
    public static int DefaultPort(RelayDialect dialect) => dialect switch
    {
        RelayDialect.Line => 5051,
        RelayDialect.Header64 => 5050,
        _ => 5052,
    };

    /// <summary>Reads <c>host</c>, <c>host:port</c>, <c>:port</c>, <c>[::1]:port</c> or a bare IPv6 address.</summary>
    /// <param name="text">What a person typed.</param>
    /// <param name="defaultPort">The port when the text has none.</param>
    /// <returns>Null when it is none of these, or the port is not 1-65535.</returns>
    public static RelayAddress? Parse(string text, int defaultPort)
    {
        ArgumentNullException.ThrowIfNull(text);
        var host = text;
        string? port = null;
        var closing = text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) : -1;
        if (closing > 0)
        {
            host = text[1..closing];
            var rest = text[(closing + 1)..];
            if (rest.Length > 0 && rest[0] != ':')
            {
                return null;
            }

            port = rest.Length > 0 ? rest[1..] : null;
        }
        else if (!IPAddress.TryParse(text, out _) && text.LastIndexOf(':') is >= 0 and var colon)
        {
            host = colon == 0 ? "localhost" : text[..colon];
            port = text[(colon + 1)..];
        }

        var number = defaultPort;
        var portIsGood = port is null
            || (int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is > 0 and <= 65535);
        return portIsGood && host.Length > 0 && Uri.CheckHostName(host) != UriHostNameType.Unknown ? new RelayAddress(host, number) : null;
    }

    /// <summary>As people write it: <c>localhost:5052</c>, <c>[::1]:5052</c>.</summary>
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
