namespace WebChatBridge.Protocol;

/// <summary>H7: what stands where a header should is none, or not a whole one.</summary>
internal sealed class BadHeader : IHintRule
{
    private const long Patience = 5_000_000;
    private const int Shown = 64;

    public string Code => "H7";

    public void Look(TraceReading reading, Findings findings)
    {
        if (reading.FramedBy != FramedBy.Header || reading.Session.Closed?.Code == CloseCode.SpokeForeign)
        {
            return;
        }

        var waits = reading.Session is { Pending: { Missing: null } pending, Closed: null } && reading.Since(pending.Since) >= Patience;
        var place = reading.Broken ?? (waits ? reading.PendingStart : reading.In.End);
        var bytes = reading.In.Bytes(place, reading.In.End);
        if (bytes.IsEmpty || place < reading.In.Start || IsSound(bytes, reading.HeaderWidth) || LengthInCharacters.Find(reading) is not null || !findings.Wants())
        {
            return;
        }

        var read = bytes[..(int)(reading.In.Chunks[reading.In.ChunkAt(place)].End - place)];
        var found = new HeaderMistakes(reading.HeaderWidth, place > 0).Of(read, bytes);
        var advice = found with { Sentence = $"{found.Sentence} Got {Evidence.Show(bytes)}." };
        findings.Add(
            waits ? HintSeverity.Warning : HintSeverity.Error, Direction.In, place, Math.Min(reading.In.End, place + Math.Min(Shown, reading.HeaderWidth)), advice);
    }

    // A whole header: then it is the length or the body that is the matter.
    private static bool IsSound(ReadOnlySpan<byte> bytes, int width) =>
        bytes.Length >= width && LengthInCharacters.LooksLikeHeader(bytes[..width].TrimStart((byte)' '));
}
