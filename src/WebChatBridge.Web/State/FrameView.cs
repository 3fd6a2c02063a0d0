using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>Takes inspected bytes apart, as the dialect put them together. Pure.</summary>
public static class FrameView
{
    private const byte Iac = 0xff;

    /// <summary>Every frame that has a byte among them, then what is no message yet.</summary>
    public static IReadOnlyList<FrameBlock> Of(Inspection inspection)
    {
        List<FrameBlock> blocks = [];
        var at = inspection.Start;
        foreach (var frame in inspection.Frames)
        {
            AddBare(at, frame.Start);
            blocks.Add(Block(inspection, frame));
            at = Math.Max(at, frame.End);
        }

        AddBare(at, inspection.End);
        return blocks;

        void AddBare(long from, long to)
        {
            if (to > from)
            {
                blocks.Add(Bare(inspection, from, to));
            }
        }
    }

    private static FrameBlock Block(Inspection inspection, FrameMark frame)
    {
        if (frame.Kind == FrameKind.Violation)
        {
            return Broken(inspection, frame.Start, frame.End);
        }

        List<FramePart> parts = [];
        var (body, tail) = (frame.Start + frame.Head, frame.End - frame.Tail);
        if (frame.Head > 0)
        {
            var bytes = Here(inspection, frame.Start, body);
            parts.Add(Part(inspection, "header", HeaderSays(bytes.Span, frame.Head), frame.Start, body));
        }

        parts.Add(Part(inspection, BodyName(frame), BodySays(inspection, frame, body, tail), body, tail));
        if (frame.Tail > 0)
        {
            parts.Add(Part(inspection, "end", EndSays(Here(inspection, tail, frame.End).Span), tail, frame.End));
        }

        var json = TextView.Json(Here(inspection, body, tail).Span);
        return new(FrameName.Of(frame), "frame", parts, Json: json is [var one] ? one : null);
    }

    private static FrameBlock Bare(Inspection inspection, long from, long to)
    {
        if (inspection.ViolatedAt is { } at && inspection.Start + at >= from && inspection.Start + at < to)
        {
            return Broken(inspection, from, to);
        }

        var part = Part(inspection, "bytes", Count(to - from), from, to);
        var session = inspection.Trace.Session;
        return to == inspection.End && inspection.Waiting
            ? new("no message yet", "waiting", [part], SessionWords.Pending(session) is { } pending ? $"{session.Name}: {pending}." : null)
            : new("no message", "waiting", [part]);
    }

    private static FrameBlock Broken(Inspection inspection, long from, long to)
    {
        var closed = inspection.Trace.Session.Closed;
        var at = inspection.ViolatedAt is { } place && inspection.Start + place >= from && inspection.Start + place < to
            ? (int)(inspection.Start + place - Math.Max(from, inspection.Start)) : (int?)null;
        var part = Part(inspection, "bytes", at is { } wrong ? $"{Count(to - from)}, the one at {inspection.Start + inspection.ViolatedAt!.Value - from} is wrong" : Count(to - from), from, to);
        return new("violation", "violation", [part with { WrongAt = at }], closed?.Sentence);
    }

    private static FramePart Part(Inspection inspection, string name, string says, long from, long to) =>
        new(name, says, Here(inspection, from, to), inspection.Select(from, to));

    // Also what lies in a neighbouring chunk, if that is kept.
    private static ReadOnlyMemory<byte> Here(Inspection inspection, long from, long to)
    {
        var bytes = new List<byte>();
        foreach (var chunk in inspection.Trace.Chunks.Where(chunk => chunk.Direction == inspection.Direction && chunk.Offset < to && chunk.End > from))
        {
            var (first, last) = (Math.Max(from, chunk.Offset), Math.Min(to, chunk.End));
            bytes.AddRange(chunk.Bytes.AsSpan((int)(first - chunk.Offset), (int)(last - first)));
        }

        return bytes.ToArray();
    }

    private static string HeaderSays(ReadOnlySpan<byte> bytes, int length)
    {
        if (bytes.Length < length)
        {
            return $"{Count(length)}, {Count(bytes.Length)} of them kept";
        }

        var digits = Encoding.ASCII.GetString(bytes.Trim((byte)' '));
        var spaces = bytes.Length - digits.Length;
        return $"length “{digits}”" + (spaces == 0 ? "" : $" + {spaces} {(spaces == 1 ? "space" : "spaces")}");
    }

    private static string BodyName(FrameMark frame) => frame switch
    {
        { Kind: FrameKind.Negotiation } => "negotiation",
        { Head: > 0 } => "body",
        { Tail: > 0 } => "text",
        _ => "bytes",
    };

    private static string BodySays(Inspection inspection, FrameMark frame, long from, long to)
    {
        var bytes = Here(inspection, from, to);
        if (frame.Kind == FrameKind.Negotiation)
        {
            return Negotiated(bytes.Span);
        }

        var kept = bytes.Length < to - from ? $", {Count(bytes.Length)} of them kept" : "";
        var characters = kept.Length == 0 && System.Text.Unicode.Utf8.IsValid(bytes.Span) ? Encoding.UTF8.GetCharCount(bytes.Span) : bytes.Length;
        var runes = characters == bytes.Length ? "" : $" ({Encoding.UTF8.GetString(bytes.Span).EnumerateRunes().Count()} characters)";
        return Count(to - from) + kept + runes;
    }

    private static string EndSays(ReadOnlySpan<byte> bytes) =>
        bytes.IsEmpty ? "not kept" : string.Join(' ', bytes.ToArray().Select(one => ByteWords.Name(one) ?? ByteWords.Hex(one)));

    private static string Negotiated(ReadOnlySpan<byte> bytes)
    {
        List<string> said = [];
        for (var i = 0; i < bytes.Length; i++)
        {
            said.Add(bytes[i] switch
            {
                Iac when i + 2 < bytes.Length && Verb(bytes[i + 1]) is { } verb => $"IAC {verb} {Option(bytes[i += 2])}",
                Iac => "IAC",
                var other => ByteWords.Hex(other),
            });
        }

        return string.Join(", ", said);
    }

    private static string? Verb(byte value) => value switch { 251 => "WILL", 252 => "WONT", 253 => "DO", 254 => "DONT", _ => null };

    private static string Option(byte value) => value switch
    {
        0 => "BINARY",
        1 => "ECHO",
        3 => "SUPPRESS-GO-AHEAD",
        5 => "STATUS",
        24 => "TERMINAL-TYPE",
        31 => "NAWS",
        32 => "TERMINAL-SPEED",
        33 => "REMOTE-FLOW-CONTROL",
        34 => "LINEMODE",
        35 => "X-DISPLAY-LOCATION",
        39 => "NEW-ENVIRON",
        _ => ByteWords.Hex(value),
    };

    private static string Count(long bytes) => $"{Figures.Exact(bytes)} {(bytes == 1 ? "byte" : "bytes")}";
}
