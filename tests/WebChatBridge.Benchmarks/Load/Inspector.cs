namespace WebChatBridge.Benchmarks;

/// <summary>Looks at every frame: is it, byte for byte, what somebody sent to this listener, under one name, once and in order?</summary>
/// <param name="tally">Where it counts.</param>
/// <param name="pairs">Whether whoever is heard first is the only one to be heard.</param>
/// <param name="speaker">The sender of this number if the listener is to hear it at all.</param>
internal sealed class Inspector(Tally tally, bool pairs, Func<Member, int, Sender?> speaker)
{
    /// <summary>The sender of a message that is as it should be; null for anything else, which is counted.</summary>
    public Sender? Take(Member listener, ReadOnlySpan<byte> frame, int size, out int message, out int first)
    {
        message = first = 0;
        switch (listener.Speech.Sort(frame, size, out var before, out var payload))
        {
            case FrameSort.Notice:
                tally.Notices++;
                return null;
            case FrameSort.Ack:
                tally.Acks++;
                return null;
        }

        if (!Payload.TryRead(payload, out var number, out message)
            || Speaker(listener, number) is not { } sender
            || message >= sender.Sent
            || !IsSigned(listener, sender, before))
        {
            tally.Corrupt++;
            tally.Note($"member {listener.Number} got a frame of {frame.Length} bytes that nobody sent to it");
            return null;
        }

        if (!listener.Ear.Hear(sender, message, out first))
        {
            return null;
        }

        tally.Delivered++;
        return sender;
    }

    private Sender? Speaker(Member listener, int number)
    {
        if (number == listener.Number || speaker(listener, number) is not { } sender)
        {
            return null;
        }

        if (pairs)
        {
            listener.Partner ??= number;
        }

        return listener.Partner is { } partner && partner != number ? null : sender;
    }

    private static bool IsSigned(Member listener, Sender sender, ReadOnlySpan<byte> before) =>
        listener.Speech.Seq(before) is { } seq ? listener.Ear.Follows(seq) : sender.IsCalled(before);
}
