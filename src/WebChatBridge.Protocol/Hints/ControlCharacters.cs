using System.Buffers;

namespace WebChatBridge.Protocol;

/// <summary>H12: characters that move the cursor, change the reading order or cannot be seen. They are shown, never obeyed.</summary>
internal sealed class ControlCharacters : IHintRule
{
    private const int Listed = 4;

    public string Code => "H12";

    public void Look(TraceReading reading, Findings findings)
    {
        if (reading.FramedBy == FramedBy.Unknown)
        {
            return;
        }

        foreach (var frame in reading.Said())
        {
            var body = reading.Text(frame);
            if (ControlMark.MayHave(body, reading.FramedBy) && Encodings.LooksLikeUtf16(body) is null)
            {
                Look(reading.FramedBy, frame, body, findings);
            }
        }
    }

    private static void Look(FramedBy framing, FrameMark frame, ReadOnlySpan<byte> body, Findings findings)
    {
        var (count, first, worst) = (0, default(ControlMark), default(ControlMark));
        var names = new List<string>();
        for (var at = 0; at < body.Length;)
        {
            if (ControlMark.At(body, at, framing, out var length) is { } mark)
            {
                (first, worst) = count++ == 0 ? (mark, mark) : (first, mark.Kind > worst.Kind ? mark : worst);
                if (names.Count <= Listed && !names.Contains(mark.Name))
                {
                    names.Add(mark.Name);
                }
            }

            at += length;
        }

        // What else is in bytes that are no text is H5's.
        if (count > 0 && !IsBinary(body) && findings.Wants())
        {
            var start = frame.Start + frame.Head + first.Place;
            var severity = worst.Kind == ControlKind.Direction ? HintSeverity.Note : HintSeverity.Warning;
            var list = string.Join(", ", names.Take(Listed)) + (names.Count > Listed ? ", …" : "");
            findings.Add(severity, Direction.In, start, start + first.Length, ControlWords.Say(count, list, worst.Kind));
        }
    }

    private static bool IsBinary(ReadOnlySpan<byte> body)
    {
        var found = Utf8Text.IndexOfInvalid(body) < 0 ? default : InvalidBytes.In(body);
        return found.Count > 0 && Encodings.Guess(body, found) == "binary";
    }
}
