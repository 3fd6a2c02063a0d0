using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>A frame with what a row of traffic shows of it.</summary>
/// <param name="Mark">Where it lies, and what it is.</param>
/// <param name="Seq">
/// The number of the chunk it ended in, or a number of its own where only a silence or the FIN told later that it was one; 0 while
/// its end waits to be written.
/// </param>
/// <param name="At">When it ended, in microseconds since 1970-01-01 UTC; 0 likewise.</param>
/// <param name="Note">What was done on purpose to the chunk it ended in; null for nothing.</param>
/// <param name="Content">Its body and tail, the first <see cref="TrafficRow.ContentBytes"/> of them; empty when they are not kept any more.</param>
internal sealed record CapturedFrame(FrameMark Mark, long Seq, long At, string? Note, byte[] Content);
