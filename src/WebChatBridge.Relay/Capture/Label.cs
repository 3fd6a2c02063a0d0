using System.Runtime.InteropServices;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>What bytes on their way to a session are, for those who look at them later.</summary>
/// <param name="Kind">What they are.</param>
/// <param name="Dialect">Whose words they are; null for bytes without framing.</param>
/// <param name="Room">The room of the message; null for what is none.</param>
/// <param name="Seq">The sequence number of the message; 0 for what is none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Label(FrameKind Kind, IDialect? Dialect = null, string? Room = null, long Seq = 0)
{
    /// <summary>The messages the bytes are of, where they are several: those from <see cref="From"/> to the last, or the one.</summary>
    public Spelling? Spelling { get; init; }

    public int From { get; init; }

    public int Count { get; init; }

    /// <summary>An event in its dialect.</summary>
    public static Label Of(ServerEvent what, IDialect dialect) => what switch
    {
        ServerEvent.Message { Content: { Seq: > 0 } message } => new Label(FrameKind.Message, dialect, message.Room, message.Seq),
        ServerEvent.Bye => new Label(FrameKind.Goodbye, dialect),
        _ => new Label(FrameKind.Control, dialect),
    };
}
