namespace WebChatBridge.Protocol;

/// <summary>What a stream begins with: looked at until it is known that it is no other port's protocol, and then no more.</summary>
internal struct FirstWords
{
    private bool known;

    /// <summary>Why the stream is refused; null when it is not, or when that cannot be told yet.</summary>
    /// <param name="start">The stream from its first byte, as far as it came.</param>
    /// <param name="ended">True when the line is whole or no more will come.</param>
    public Violation? Refusal(ReadOnlySpan<byte> start, bool ended)
    {
        if (known)
        {
            return null;
        }

        var spoke = Greeting.Recognize(start, ended, anyMethod: true);
        known = spoke is ForeignProtocol.None;
        return spoke is null or ForeignProtocol.None ? null : Greeting.Refusal(spoke.Value, start);
    }
}
