using System.Net.Sockets;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>What the end of a read loop means for its session. Pure.</summary>
internal static class ReadingEnds
{
    /// <summary>Reading failed.</summary>
    public static Signals.Ended Failed(Exception error, InputState input, CloseReason? stopped) => error switch
    {
        _ when stopped is { } reason => new Signals.Ended(reason, Reset: true),
        LogUnavailableException => new Signals.Ended(new CloseReason(CloseCode.ServerError, $"history cannot be read: {error.Message}")),
        IOException or SocketException or ObjectDisposedException or OperationCanceledException => Gone(input, stopped),
        _ => new Signals.Ended(new CloseReason(CloseCode.ServerError, $"a fault of the relay: {error.Message}", Evidence: input.Tail)),
    };

    /// <summary>The connection is gone.</summary>
    public static Signals.Ended Gone(InputState input, CloseReason? stopped) => new(
        stopped ?? new CloseReason(CloseCode.PeerReset, $"reset the connection (RST) after {input.Bytes:N0} B", Evidence: input.Tail), Reset: true);

    /// <summary>The input broke the rules of its dialect.</summary>
    public static CloseReason Violated(Violation what) => what.Spoke == ForeignProtocol.None
        ? new CloseReason(CloseCode.ProtocolViolation, what.Reason, what.Offset, what.Bytes)
        : new CloseReason(CloseCode.SpokeForeign, $"spoke {what.Spoke.ToString().ToUpperInvariant()}", what.Offset, what.Bytes);

    /// <summary>A frame was not even well formed.</summary>
    public static CloseReason Malformed(ClientRequest.Malformed what, ReadOnlySpan<byte> frame, long frameStart)
    {
        var from = (int)Math.Clamp(what.Offset - 32, 0, frame.Length);
        return new CloseReason(
            CloseCode.ProtocolViolation, what.Reason, frameStart + what.Offset, frame.Slice(from, Math.Min(64, frame.Length - from)).ToArray());
    }
}
