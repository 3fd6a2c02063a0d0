namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>A message as a client got it.</summary>
/// <param name="Token">Which post it was.</param>
/// <param name="Seq">Its place, where the dialect tells it; otherwise 0.</param>
/// <param name="Text">What came: the text alone, or with a name before it.</param>
/// <param name="Step">When.</param>
internal readonly record struct Seen(int Token, long Seq, byte[] Text, int Step);
