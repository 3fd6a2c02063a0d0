namespace WebChatBridge.Protocol;

/// <summary>
/// What a frame from a client asks for. The json dialect can say all of it (docs/wire.md §2.3); <c>line</c> says most of it
/// with slash commands; <c>header:N</c> knows only <see cref="Post"/> and <see cref="Bye"/>.
/// </summary>
public abstract record ClientRequest
{
    private ClientRequest()
    {
    }

    /// <summary>First request of a json client.</summary>
    /// <param name="Name">Wanted name; null for a speakable one.</param>
    /// <param name="Room">Wanted room; null for the endpoint's.</param>
    /// <param name="Client">Stable id of the program across reconnects, 1-64 characters.</param>
    /// <param name="After">Replay first what the room still has with a greater sequence number.</param>
    /// <param name="Token">The secret of the endpoint, where it asks for one.</param>
    public sealed record Hello(string? Name, string? Room, string? Client, long? After, string? Token = null) : ClientRequest;

    /// <summary>Tells the secret of the endpoint (<c>line</c>: <c>/pass SECRET</c>), first of all.</summary>
    public sealed record Pass(string Secret) : ClientRequest;

    /// <summary>Says something to the room the session sits in.</summary>
    /// <param name="Id">Makes the post idempotent, 1-64 characters; null for none.</param>
    /// <param name="Payload">The bytes to say. Owned by the request.</param>
    /// <param name="Unterminated">True when the input ended before the terminator.</param>
    public sealed record Post(string? Id, ReadOnlyMemory<byte> Payload, bool Unterminated = false) : ClientRequest;

    /// <summary>Says something to one session only.</summary>
    /// <param name="Id">Makes the post idempotent, 1-64 characters; null for none.</param>
    /// <param name="To">The name of that session.</param>
    /// <param name="Payload">The bytes to say. Owned by the request.</param>
    public sealed record Direct(string? Id, string To, ReadOnlyMemory<byte> Payload) : ClientRequest;

    /// <summary>Moves to another room.</summary>
    public sealed record Join(string Room) : ClientRequest;

    /// <summary>Takes another name.</summary>
    public sealed record Rename(string Name) : ClientRequest;

    /// <summary>Asks who sits in the room.</summary>
    public sealed record Who : ClientRequest;

    /// <summary>Asks which rooms there are.</summary>
    public sealed record Rooms : ClientRequest;

    /// <summary>Asks for messages of the room, oldest first.</summary>
    /// <param name="Before">Only those with a smaller sequence number; null for the newest.</param>
    /// <param name="Limit">How many at the most, 1-1000; null for the default of 50.</param>
    public sealed record History(long? Before, int? Limit) : ClientRequest;

    /// <summary>Asks a practice partner into the room.</summary>
    /// <param name="Kind">Which, one of <see cref="PartnerKind.All"/>; null to be told which there are.</param>
    public sealed record Partner(string? Kind) : ClientRequest;

    /// <summary>Asks for a pong.</summary>
    public sealed record Ping : ClientRequest;

    /// <summary>Asks which commands there are (<c>line</c>: <c>/help</c>).</summary>
    public sealed record Help : ClientRequest;

    /// <summary>The goodbye of the dialect.</summary>
    public sealed record Bye : ClientRequest;

    /// <summary>Well framed, but not a request we know. It is answered with an error and the session goes on.</summary>
    /// <param name="Code">One of <see cref="ErrorCode"/>.</param>
    /// <param name="Text">One sentence for people.</param>
    /// <param name="Id">The id of the offending request, if it had one.</param>
    public sealed record Invalid(string Code, string Text, string? Id = null) : ClientRequest;

    /// <summary>Not even well formed (bad JSON): ends the session.</summary>
    /// <param name="Offset">Where in the frame, in bytes.</param>
    /// <param name="Reason">One sentence for people.</param>
    public sealed record Malformed(long Offset, string Reason) : ClientRequest;
}
