namespace WebChatBridge.Promises.Tests;

/// <summary>A message as the history of its room has it.</summary>
internal readonly record struct Kept(long Seq, string Text);
