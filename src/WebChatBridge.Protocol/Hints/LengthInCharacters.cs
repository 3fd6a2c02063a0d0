using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace WebChatBridge.Protocol;

/// <summary>H6: the header counts characters; the bytes that are left over are taken for the next header.</summary>
internal sealed class LengthInCharacters : IHintRule
{
    public string Code => "H6";

    /// <summary>A body that is as many characters as its header says, and more bytes.</summary>
    /// <param name="Start">Place of its first byte.</param>
    /// <param name="End">Place just after its last byte.</param>
    /// <param name="Said">What the header says.</param>
    /// <param name="Runes">True when it counted code points, false when UTF-16 units.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Body(long Start, long End, long Said, bool Runes);

    public void Look(TraceReading reading, Findings findings)
    {
        if (Find(reading) is { } body && findings.Wants())
        {
            findings.Add(HintSeverity.Error, Direction.In, body.Start, body.End, Say(body));
        }
    }

    /// <summary>The body that was cut by its own header; null when there is none.</summary>
    internal static Body? Find(TraceReading reading)
    {
        if (reading is not { FramedBy: FramedBy.Header, BeforeBroken: { } frame, In: var stream } || frame.Start + frame.Head < stream.Start)
        {
            return null;
        }

        var (start, said) = (frame.Start + frame.Head, frame.End - frame.Start - frame.Head);
        var rest = stream.Bytes(start, stream.End);
        var (at, runes, units) = (0, 0L, 0L);
        while (units < said || runes < said)
        {
            if (Rune.DecodeFromUtf8(rest[at..], out var rune, out var length) != OperationStatus.Done)
            {
                return null;
            }

            (at, runes, units) = (at + length, runes + 1, units + rune.Utf16SequenceLength);
            if (at > said && (runes == said || units == said) && EndsAt(reading, start + at))
            {
                return new Body(start, start + at, said, runes == said);
            }
        }

        return null;
    }

    // A message ends where a read ends, or where what looks like a header follows.
    private static bool EndsAt(TraceReading reading, long place)
    {
        if (place == reading.In.End || reading.In.Chunks[reading.In.ChunkAt(place)].Offset == place)
        {
            return true;
        }

        return LooksLikeHeader(reading.In.Bytes(place, place + reading.HeaderWidth));
    }

    internal static bool LooksLikeHeader(ReadOnlySpan<byte> bytes)
    {
        var digits = bytes.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return digits is > 0 and <= 19 && !bytes[digits..].ContainsAnyExcept((byte)' ');
    }

    private static Advice Say(Body body) => new(
        $"The header says {body.Said:N0}; the text has {body.Said:N0} {(body.Runes ? "characters" : "UTF-16 units")}, but they are {Words.Count(body.End - body.Start, "byte")}.",
        $"The length is that of the bytes that follow. {Words.Count(body.End - body.Start - body.Said, "byte")} {Words.Of(body.End - body.Start - body.Said, "was", "were")} left over and taken for the next header. It works as long as the text is plain ASCII.",
        body.Runes
            ? "Encode first, then count: body = text.encode(\"utf-8\"); header = str(len(body)). Not str(len(text))."
            : "Encode first, then count: Buffer.byteLength(text) in JavaScript, Encoding.UTF8.GetBytes(text).Length in C#. Not text.length.");
}
