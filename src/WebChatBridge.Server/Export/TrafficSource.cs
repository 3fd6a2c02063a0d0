using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>Answers all kept rows that a request chooses, those of a session in order.</summary>
internal delegate IEnumerable<TrafficRow> TrafficSource(TrafficRequest request);
