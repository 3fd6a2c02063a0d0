using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace WebChatBridge.Relay;

/// <summary>Who may connect by address: nobody who is denied; otherwise everybody, or who is allowed.</summary>
public sealed class Networks
{
    /// <summary>In words, for people who wrote something else.</summary>
    public const string Forms = "a network such as 10.0.0.0/8 or 2001:db8::/32, whose address ends where the network does, or one address";

    private readonly IPNetwork[] allowed;
    private readonly IPNetwork[] denied;

    /// <summary>Of texts that <see cref="Parse"/> reads.</summary>
    public Networks(IEnumerable<string> allow, IEnumerable<string> deny)
    {
        allowed = [.. allow.Select(static text => Parse(text) ?? throw new FormatException($"'{text}' is not {Forms}."))];
        denied = [.. deny.Select(static text => Parse(text) ?? throw new FormatException($"'{text}' is not {Forms}."))];
    }

    /// <summary>A network, or one address as the smallest of networks; null when it is neither.</summary>
    public static IPNetwork? Parse(string text) =>
        IPNetwork.TryParse(text, out var network) ? (IPAddress.TryParse(text.AsSpan(0, text.IndexOf('/')), out var written) && network.BaseAddress.Equals(written) ? network : null) // 10.0.0.1/8 is one slip or another
        : !text.Contains('/', StringComparison.Ordinal) && IPAddress.TryParse(text, out var address) && (text.Contains(':', StringComparison.Ordinal) || text.Count(c => c == '.') == 3) ? Alone(address)
        : null;

    /// <summary>The network of one machine: its address, and of IPv6 the 64 bits that a machine is given at the least.</summary>
    public static IPNetwork OfOneMachine(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || IPAddress.IsLoopback(address))
        {
            return Alone(address);
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPNetwork(new IPAddress(bytes), 64);
    }

    /// <summary>As it is written: one address without a length.</summary>
    public static string Text(IPNetwork network) => network.PrefixLength == Bits(network.BaseAddress)
        ? network.BaseAddress.ToString()
        : string.Create(CultureInfo.InvariantCulture, $"{network.BaseAddress}/{network.PrefixLength}");

    /// <summary>Why this address may not connect; null when it may.</summary>
    public string? Against(IPAddress? address)
    {
        if (address is null || (allowed.Length == 0 && denied.Length == 0))
        {
            return null;
        }

        return Array.FindIndex(denied, network => network.Contains(address)) is >= 0 and var index ? $"{address} may not connect: {Text(denied[index])} is denied (Deny)"
            : allowed.Length > 0 && !Array.Exists(allowed, network => network.Contains(address)) ? $"{address} may not connect: it is in none of the allowed networks (Allow)"
            : null;
    }

    private static IPNetwork Alone(IPAddress address) => new(address, Bits(address));

    private static int Bits(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32;
}
