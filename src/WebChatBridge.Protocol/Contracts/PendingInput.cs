namespace WebChatBridge.Protocol;

/// <summary>Bytes that came but are not a message yet.</summary>
/// <param name="Bytes">How many.</param>
/// <param name="Preview">The first of them, at most 64.</param>
/// <param name="Since">When the first of them came.</param>
/// <param name="Missing">How many more the frame needs, where its dialect knows; null where it waits for a terminator.</param>
public sealed record PendingInput(int Bytes, byte[] Preview, DateTimeOffset Since, int? Missing);
