namespace WebChatBridge.Web.State;

/// <summary>A part of a frame.</summary>
/// <param name="Name">What it is: <c>header</c>, <c>body</c>, <c>end</c>.</param>
/// <param name="Says">What it says, with the numbers: <c>length “11” + 62 spaces</c>, <c>11 bytes</c>, <c>CR LF</c>.</param>
/// <param name="Bytes">Its bytes, as many as are here.</param>
/// <param name="Select">Where they are among the inspected bytes; null where none is.</param>
/// <param name="WrongAt">Which of them broke the rules; null for none.</param>
public sealed record FramePart(string Name, string Says, ReadOnlyMemory<byte> Bytes, ByteSelection? Select, int? WrongAt = null);
