using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace WebChatBridge.Protocol;

/// <summary>H4: a UTF-8 character lies across the border of two reads, or (raw) of two messages.</summary>
internal sealed class SplitCharacters : IHintRule
{
    public string Code => "H4";

    public void Look(TraceReading reading, Findings findings)
    {
        if (reading.FramedBy == FramedBy.Raw)
        {
            LookBetweenMessages(reading.In, findings);
        }

        LookInside(reading.In, findings);
        LookInside(reading.Out, findings);
    }

    /// <summary>The character that lies across a place; false when none does.</summary>
    internal static bool Across(CapturedStream stream, long place, out long start, out long end, out Rune rune)
    {
        for (var back = 1; back <= 3; back++)
        {
            start = place - back;
            var bytes = stream.Bytes(start, start + 4);
            if (start < stream.Start || bytes.IsEmpty || bytes[0] < 0x80)
            {
                break;
            }

            if (bytes[0] >= 0xC0)
            {
                var whole = Rune.DecodeFromUtf8(bytes, out rune, out var length) == OperationStatus.Done && length > back;
                end = start + length;
                return whole;
            }
        }

        (start, end, rune) = (place, place, default);
        return false;
    }

    private static void LookInside(CapturedStream stream, Findings findings)
    {
        for (var index = stream.Frames.Count - 1; index >= 0; index--)
        {
            var frame = stream.Frames[index];
            if (!frame.Speaks() || Pieces.Of(stream, frame.Start, frame.End) is not { Count: > 1 } pieces || !Utf8.IsValid(stream.Body(frame)))
            {
                continue;
            }

            foreach (var chunk in pieces.Chunks.Skip(1).Reverse())
            {
                if (Across(stream, chunk.Offset, out var start, out var end, out var rune) && start >= frame.Start + frame.Head && findings.Wants())
                {
                    findings.Add(HintSeverity.Note, stream.Direction, start, end, BetweenReads(stream, rune, chunk.Offset - start, end - chunk.Offset, chunk.Note));
                }
            }
        }
    }

    private static void LookBetweenMessages(CapturedStream stream, Findings findings)
    {
        for (var index = stream.Frames.Count - 1; index > 0; index--)
        {
            if (Across(stream, stream.Frames[index].Start, out var start, out var end, out var rune) && findings.Wants())
            {
                findings.Add(HintSeverity.Error, Direction.In, start, end, BetweenMessages(rune, stream.Frames[index].Start - start, end - start));
            }
        }
    }

    private static Advice BetweenReads(CapturedStream stream, Rune rune, long before, long after, string? done) => new(
        $"The character {rune} ({before + after} bytes) was cut: {before} in one {(stream.Direction == Direction.In ? "read" : "write")}, {after} in the next{(done is null ? "" : $" ({done}, on purpose)")}.",
        "In UTF-8 most characters are several bytes, and TCP may cut between any two. Bytes decoded read by read give an error or a replacement character there.",
        $"{(stream.Direction == Direction.In ? "Nothing to do here. Where you read, collect" : "Collect")} the whole message first and decode it then: b\"\".join(parts).decode(), or codecs.getincrementaldecoder(\"utf-8\").");

    private static Advice BetweenMessages(Rune rune, long before, long length) => new(
        $"The character {rune} ({length} bytes) was cut: {before} of them ended one message, the others began the next.",
        "In raw a pause ends a message, and the pause came inside a character. Neither message can be read as UTF-8.",
        "Send whole messages in one call: sock.sendall(text.encode()). Or speak a dialect that marks the end of a message, such as line.");
}
