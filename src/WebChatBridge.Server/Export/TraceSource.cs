using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>Answers a part of a session's capture; null when the session is not known.</summary>
internal delegate Task<SessionTrace?> TraceSource(TraceQuery query);
