using System.Net;

namespace WebChatBridge.Relay;

/// <summary>A listening endpoint with the addresses it really listens on.</summary>
internal sealed record Door(Endpoint Endpoint, IReadOnlyList<EndPoint> Listening);
