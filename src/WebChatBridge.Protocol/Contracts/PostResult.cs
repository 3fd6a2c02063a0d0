namespace WebChatBridge.Protocol;

/// <summary>What became of a post. Exactly one of <see cref="Seq"/> and <see cref="Rejected"/> is set.</summary>
/// <param name="Room">The room it was meant for.</param>
/// <param name="Seq">Its place there, once it is durable.</param>
/// <param name="WrittenTo">
/// The sockets all of it was written to. TCP cannot tell whether the programs read it. Other consoles are not in it.
/// </param>
/// <param name="Failed">The members it could not be written to within two seconds, and why.</param>
/// <param name="Rejected">Why nothing was stored or delivered.</param>
public sealed record PostResult(
    string Room, long? Seq, IReadOnlyList<Sender> WrittenTo, IReadOnlyList<PostFailure> Failed, Rejection? Rejected = null);
