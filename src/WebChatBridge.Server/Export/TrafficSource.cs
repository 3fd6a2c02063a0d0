using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>Answers a page of kept traffic.</summary>
internal delegate Task<TrafficPage> TrafficSource(TrafficQuery query);
