using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>Finds the row of traffic a message came in, by its number in its room.</summary>
internal static class MessageFinder
{
    /// <summary>The address of that row, or why there is none.</summary>
    public static async Task<(TrafficAddress? Found, string? Because)> FindAsync(ConsoleState console, TrafficAddress address, CancellationToken cancellationToken)
    {
        var session = address.Sessions[0];
        try
        {
            var trace = await console.Relay.TraceAsync(new TraceQuery(session, Room: address.Room, Seq: address.MessageSeq), cancellationToken);
            return trace is null ? (null, Unknown(session))
                : Place(trace, address) is { } place ? (address with { Room = null, MessageSeq = null, At = place, Lens = Lens.Messages, Paused = null, Since = null }, null)
                : (null, $"The bytes of message {address.MessageSeq} of {address.Room} are not kept any more: newer ones took their place.");
        }
        catch (RelayUnreachableException error)
        {
            return (null, error.Message);
        }
    }

    /// <summary>What is said of a session nobody knows.</summary>
    public static string Unknown(long session) => $"Session {session} is not known: it ended long ago, or the relay was started anew since.";

    // A frame's row has the number of the chunk it ended in, and is one of those that ended there.
    private static TrafficPlace? Place(SessionTrace trace, TrafficAddress address)
    {
        if (trace.Frames.FirstOrDefault(frame => frame.Room == address.Room && frame.Seq == address.MessageSeq) is not { } sought)
        {
            return null;
        }

        return trace.Chunks.FirstOrDefault(chunk => chunk.Direction == sought.Direction && Ends(sought, chunk)) is { } chunk
            ? new(chunk.Seq, trace.Frames.Count(frame => frame.Direction == sought.Direction && frame.End < sought.End && Ends(frame, chunk)))
            : null;
    }

    private static bool Ends(FrameMark frame, Chunk chunk) => frame.End > chunk.Offset && frame.End <= chunk.End;
}
