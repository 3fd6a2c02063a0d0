using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>How the relay is at this moment; null while it does not know yet.</summary>
internal delegate RelayStatus? RelayStatusSource();
