using System.Net;

namespace WebChatBridge.Chat;

/// <summary>Addresses as people know them: an IPv4 one is not shown in its IPv6 dress.</summary>
internal static class EndPointText
{
    public static string Of(EndPoint? place) => place switch
    {
        IPEndPoint { Address.IsIPv4MappedToIPv6: true } mapped => new IPEndPoint(mapped.Address.MapToIPv4(), mapped.Port).ToString(),
        null => "?",
        _ => place.ToString() ?? "?",
    };
}
