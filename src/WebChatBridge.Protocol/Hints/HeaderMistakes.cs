namespace WebChatBridge.Protocol;

/// <summary>The mistakes people make with the tutorial's header, told apart by their bytes.</summary>
/// <param name="width">Bytes a header has.</param>
/// <param name="later">Whether there was a good message before.</param>
internal sealed class HeaderMistakes(int width, bool later)
{
    private const int LongestName = 32;

    private readonly string wanted =
        $"Every message starts with exactly {width} bytes: the length of the body in decimal digits, then spaces. The relay cannot find the next message without it.";

    /// <summary>What is wrong.</summary>
    /// <param name="read">What came in the read in which the header begins.</param>
    /// <param name="bytes">The same and everything after it.</param>
    public Advice Of(ReadOnlySpan<byte> read, ReadOnlySpan<byte> bytes)
    {
        var digits = bytes.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return digits < 0 ? Short(bytes.Length)
            : digits > 0 ? AfterDigits(bytes, digits)
            : BinaryLength.In(read) is { } length ? Binary(length)
            : bytes[0] is (byte)'\n' or (byte)'\r' ? LineEnd()
            : bytes[0] is (byte)'-' or (byte)'+' ? Say("A header begins with a sign.", "Send the digits alone: str(len(body)) of a length that cannot be negative.")
            : bytes.StartsWith("\uFEFF"u8) ? Say("A byte order mark (EF BB BF) stands before the header.", "Write without it: new UTF8Encoding(false) in C#, encoding=\"utf-8\" (not utf-8-sig) in Python.")
            : bytes[0] == '{' ? Say("JSON stands where a header should.", "Put a header before it, or connect to the endpoint that speaks json.")
            : !bytes[..Math.Min(bytes.Length, width)].ContainsAnyExcept((byte)' ') ? Blank(bytes.Length)
            : Text(read, bytes);
    }

    private Advice AfterDigits(ReadOnlySpan<byte> bytes, int digits)
    {
        var spaces = bytes[digits..].IndexOfAnyExcept((byte)' ');
        return spaces < 0 ? Short(bytes.Length)
            : spaces > 0 ? Narrow(digits + spaces)
            : bytes[digits] is (byte)'\n' or (byte)'\r' ? Say(
                $"The length ends with a line end ({Encodings.Hex(bytes[digits])}) instead of spaces.",
                $"Pad the digits with spaces to {width} bytes, no line end: {Pad}.")
            : bytes[digits] == 0 ? Say(
                $"The length is padded with NUL (00) instead of spaces.",
                $"Pad with spaces: {Pad}; in C memset(header, ' ', {width}) before you copy the digits.")
            : bytes[digits] == '_' ? Say("The length has an underscore in it.", $"Send plain digits: {Pad}.")
            : Say($"The length is not padded: after {Words.Count(digits, "digit")} comes {Evidence.Name(bytes[digits])}.", $"Pad the digits with spaces to {width} bytes: {Pad}.");
    }

    private Advice Text(ReadOnlySpan<byte> read, ReadOnlySpan<byte> bytes)
    {
        var next = HeaderIn(bytes);
        if (!later && next > 0 && bytes[..next].TrimEnd((byte)' ').Length <= LongestName)
        {
            return Say(
                "A name seems to come before the first header.",
                "Send the name as a message, with a header of its own; endpoints with FirstFrameIsName take it for the name.");
        }

        return later
            ? Say(
                next > 0 ? $"The message before is {Words.Count(next, "byte")} longer than its header says." : $"Text follows the message before; its header said too few bytes, or this message has no header.",
                "Count the bytes you send: body = text.encode(); header = str(len(body)). A line end that is sent counts, too.")
            : Say(
                read[^1] == '\n' ? "A line of text stands where a header should." : "There is no header; the bytes do not begin with a digit.",
                $"Send the length first: {Pad}, then the body. To talk in lines, connect to the endpoint that speaks line.");
    }

    private int HeaderIn(ReadOnlySpan<byte> bytes)
    {
        for (var at = 1; at <= Math.Min(bytes.Length - width, 4096); at++)
        {
            if (bytes[at] is >= (byte)'0' and <= (byte)'9' && LengthInCharacters.LooksLikeHeader(bytes.Slice(at, width)))
            {
                return at;
            }
        }

        return -1;
    }

    private Advice Binary(BinaryLength length) => Say(
        $"The length is sent as {length.Width} binary bytes ({(length.BigEndian ? "big" : "little")} endian, {length.Value:N0}), not as text.",
        $"This dialect wants digits: {Pad} instead of {(length.BigEndian ? "struct.pack(\"!I\", …)" : "struct.pack(\"<I\", …)")}.");

    private Advice LineEnd() => Say(
        later ? "A line end stands between the message before and its next header." : "A line end stands before the header.",
        "Count a line end that you send into the length, or do not send it: sock.sendall, not print or writeline.");

    private Advice Narrow(int came) => Say(
        $"The header ends after {Words.Count(came, "byte")}; here it has {width}.",
        $"Make it {width} bytes wide: {Pad}. Endpoints for other widths are configured as header:{came}.");

    private Advice Short(int came) => Say(
        $"Only {came:N0} of the {width} bytes of a header came.",
        $"Pad the digits with spaces to {width} bytes: {Pad}.");

    private Advice Blank(int came) => came < width ? Short(came) : Say($"The header is {width} spaces and has no digit.", $"Send the length: {Pad}.");

    private string Pad => $"str(len(body)).encode().ljust({width})";

    private Advice Say(string sentence, string fix) => new(sentence, wanted, fix);
}
