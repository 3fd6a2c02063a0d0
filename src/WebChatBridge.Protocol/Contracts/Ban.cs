namespace WebChatBridge.Protocol;

/// <summary>A network whose programs may not connect for a while.</summary>
/// <param name="Network">One address, <c>203.0.113.7</c>, or a network, <c>2001:db8::/64</c>.</param>
/// <param name="Until">When it ends by itself.</param>
/// <param name="By">Name of who began it.</param>
/// <param name="Refused">Connections refused since it began.</param>
public sealed record Ban(string Network, DateTimeOffset Until, string By, long Refused);
