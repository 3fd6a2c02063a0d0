namespace WebChatBridge.Protocol;

/// <summary>The limits a client should know, sent with the welcome.</summary>
/// <param name="MessageBytes">Largest payload of one message, in bytes.</param>
/// <param name="NameChars">Longest name, in characters.</param>
/// <param name="RoomBytes">Longest room name, in bytes.</param>
/// <param name="History">Most messages one history request answers with.</param>
public sealed record WireLimits(int MessageBytes, int NameChars, int RoomBytes, int History);
