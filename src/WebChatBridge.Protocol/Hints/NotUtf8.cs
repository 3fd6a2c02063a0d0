using System.Text.Unicode;

namespace WebChatBridge.Protocol;

/// <summary>H5: bytes that are no UTF-8, and what they may be.</summary>
internal sealed class NotUtf8 : IHintRule
{
    public string Code => "H5";

    public void Look(TraceReading reading, Findings findings)
    {
        // JSON that is not UTF-8 is no JSON: it is what ended the session.
        if (reading is { FramedBy: FramedBy.Json, Broken: { } broken } && LookAt(reading.In.Bytes(broken, reading.In.End)) is var (from, to, bad) && findings.Wants())
        {
            findings.Add(HintSeverity.Error, Direction.In, broken + from, broken + to, bad);
        }

        var severity = reading.FramedBy == FramedBy.Raw ? HintSeverity.Note : HintSeverity.Warning;
        foreach (var frame in reading.Said())
        {
            if (!IsExplained(reading, frame) && LookAt(reading.Text(frame)) is var (start, end, advice) && findings.Wants())
            {
                var body = frame.Start + frame.Head;
                findings.Add(severity, Direction.In, body + start, body + end, advice);
            }
        }
    }

    // Cut by a wrong length (H6), or by a pause (H4): the text itself is all right.
    private static bool IsExplained(TraceReading reading, FrameMark frame) => reading.FramedBy switch
    {
        FramedBy.Header => ReferenceEquals(frame, reading.BeforeBroken) && LengthInCharacters.Find(reading) is not null,
        FramedBy.Raw => SplitCharacters.Across(reading.In, frame.Start, out _, out _, out _) || SplitCharacters.Across(reading.In, frame.End, out _, out _, out _),
        _ => false,
    };

    private static (int Start, int End, Advice Advice)? LookAt(ReadOnlySpan<byte> body)
    {
        if (Encodings.LooksLikeUtf16(body) is { } order)
        {
            return (0, body.Length, Utf16(order));
        }

        if (Utf8.IsValid(body))
        {
            return null;
        }

        var found = InvalidBytes.In(body);
        return (found.First, found.First + found.Run, Encodings.Guess(body, found) switch
        {
            "cut" => Cut(found),
            "binary" => Binary(found),
            var name => CodePage(body, found, name),
        });
    }

    private static Advice Utf16(string order) => new(
        $"Every other byte is NUL (00): this looks like UTF-16, {order} endian.",
        "The relay and most programs on the net read UTF-8. UTF-16 text is full of NULs there, and its line feed is two bytes.",
        "Encode as UTF-8: text.encode(\"utf-8\"), in C# Encoding.UTF8 (Encoding.Unicode is UTF-16).");

    private static Advice Cut(InvalidBytes found) => new(
        $"The message ends in the middle of a character: {Words.Count(found.Run, "byte")} of it came ({Encodings.Hex(found.FirstByte)} …), the rest did not.",
        "The text was cut by bytes, most likely because a buffer or a limit of the sender was full. Programs that decode it strictly fail.",
        "Cut text between characters, or send it whole: sock.sendall(text.encode()).");

    private static Advice Binary(InvalidBytes found) => new(
        $"{Words.Count(found.Count, "byte")} {Words.Of(found.Count, "is", "are")} not UTF-8, the first is {Encodings.Hex(found.FirstByte)}: this does not look like text.",
        "The bytes travel as they are, but where text is shown each of them becomes U+FFFD, and programs that decode strictly fail.",
        "If it is meant to be binary, look at it in the hex view. If it is meant to be text, encode it as UTF-8 before you send it.");

    private static Advice CodePage(ReadOnlySpan<byte> body, InvalidBytes found, string name)
    {
        var shown = Encodings.Character(found.FirstByte) is { } character && name != Encodings.Unnamed ? $", {character} in {name}" : "";
        return new Advice(
            $"{Words.Count(found.Count, "byte")} {Words.Of(found.Count, "is", "are")} not UTF-8; the first is {Encodings.Hex(found.FirstByte)} at byte {found.First:N0} of {body.Length:N0}{shown}. It looks like {name}.",
            "The bytes travel as they are, but where text is shown each of them becomes U+FFFD, and programs that decode strictly fail: UnicodeDecodeError.",
            "Encode as UTF-8: text.encode(\"utf-8\"). In a terminal: set it to UTF-8, or pipe through iconv -f latin1 -t utf-8.");
    }
}
