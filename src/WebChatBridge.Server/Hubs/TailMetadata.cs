namespace WebChatBridge.Server;

/// <summary>Marks the endpoint of tails.</summary>
internal sealed class TailMetadata;
