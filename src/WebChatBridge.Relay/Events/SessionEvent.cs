namespace WebChatBridge.Relay;

/// <summary>Something that happened to a session.</summary>
/// <param name="Seq">Its number, from the same count as the chunks'.</param>
/// <param name="At">When, in microseconds since 1970-01-01 UTC.</param>
/// <param name="Session">Whose.</param>
/// <param name="Name">Its name then.</param>
/// <param name="Room">Where it sat then; null for nowhere.</param>
/// <param name="What">In one word, as <c>event:</c> of the filter language knows it.</param>
/// <param name="Sentence">What a person reads.</param>
/// <param name="Evidence">The bytes in question; empty when there are none.</param>
internal sealed record SessionEvent(long Seq, long At, long Session, string Name, string? Room, string What, string Sentence, byte[] Evidence);
