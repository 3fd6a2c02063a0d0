using System.Runtime.InteropServices;

namespace WebChatBridge.Relay;

/// <summary>How far the two streams of a session are.</summary>
/// <param name="Came">Bytes that came.</param>
/// <param name="Framed">Where the newest frame in them ends.</param>
/// <param name="Appended">Bytes that are on their way or gone.</param>
/// <param name="Written">Bytes of those that were given to the socket.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StreamPlaces(long Came, long Framed, long Appended, long Written);
