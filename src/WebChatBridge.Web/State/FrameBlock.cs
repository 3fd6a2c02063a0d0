namespace WebChatBridge.Web.State;

/// <summary>A frame, taken apart.</summary>
/// <param name="Name">What it is: <c>message 881</c>.</param>
/// <param name="Kind">Names the style: <c>frame</c>, <c>violation</c>, <c>waiting</c>.</param>
/// <param name="Parts">Its parts, in order.</param>
/// <param name="Sentence">What is to be said of it; null for nothing.</param>
/// <param name="Json">Its body laid out, where it is JSON.</param>
public sealed record FrameBlock(string Name, string Kind, IReadOnlyList<FramePart> Parts, string? Sentence = null, string? Json = null);
