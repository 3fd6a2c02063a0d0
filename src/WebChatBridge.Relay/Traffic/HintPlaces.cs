using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Whether a hint is about certain bytes. One about a moment belongs to the bytes that hold its place.</summary>
internal static class HintPlaces
{
    public static bool Touches(this Hint hint, FrameMark frame) => hint.Touches(frame.Direction, frame.Start, frame.End);

    public static bool Touches(this Hint hint, Direction direction, long start, long end) => hint.Direction == direction
        && (hint.Start == hint.End ? hint.Start >= start && hint.Start < end : hint.Start < end && hint.End > start);
}
