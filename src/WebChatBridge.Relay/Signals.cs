using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>What the core loop is told beside the requests of clients.</summary>
internal static class Signals
{
    /// <summary>A session has come.</summary>
    public sealed record Arrived;

    /// <summary>It has shown, or had the time to show, that it does not speak HTTP or the like: now it is welcomed and announced.</summary>
    public sealed record Settled;

    /// <summary>A client has come that may not come in.</summary>
    /// <param name="Mute">Whether it could not understand why.</param>
    public sealed record Refused(CloseReason Reason, bool Mute = false);

    /// <summary>It has told the secret of its endpoint.</summary>
    public sealed record Admitted;

    /// <summary>It said hello; what the log knows of its client was read meanwhile.</summary>
    public sealed record Greeted(ClientRequest.Hello Hello, IReadOnlyList<KnownPost> Known);

    /// <summary>Its first frame has come, which is its name and no message.</summary>
    public sealed record Named(ReadOnlyMemory<byte> Wanted);

    /// <summary>Its input has ended (FIN); everything before it was queued before.</summary>
    public sealed record InputEnded;

    /// <summary>It ends, for this reason. The first one counts.</summary>
    /// <param name="Reset">Whether what waits for it is dropped and the connection reset.</param>
    public sealed record Ended(CloseReason Reason, bool Reset = false);

    /// <summary>Its replay has read the log up to this message of its room.</summary>
    public sealed record Replayed(Room Room, long Seq);

    /// <summary>Somebody waits for what becomes of it.</summary>
    public interface IReceipt
    {
        TaskCompletionSource<Posted> Done { get; }
    }

    /// <summary>A post through the hub.</summary>
    public sealed record HubPost(string Room, ReadOnlyMemory<byte> Payload, string? Id, TaskCompletionSource<Posted> Done) : IReceipt;

    /// <summary>A direct message through the hub.</summary>
    public sealed record HubDirect(long To, ReadOnlyMemory<byte> Payload, string? Id, TaskCompletionSource<Posted> Done) : IReceipt;

    /// <summary>Time to look whether the log can be written.</summary>
    public sealed record Probe;

    /// <summary>Something to be done or read by the owner of rooms and names.</summary>
    public sealed record Visit(Action Do);
}
