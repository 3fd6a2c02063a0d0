namespace WebChatBridge.Protocol;

/// <summary>Text with telnet in it.</summary>
internal static class TelnetText
{
    /// <summary>The same bytes with spaces in place of telnet sequences; of IAC IAC the second stays, it is text.</summary>
    public static byte[] Blank(ReadOnlySpan<byte> bytes)
    {
        var text = bytes.ToArray();
        var telnet = default(Telnet);
        for (var at = 0; at < text.Length; at++)
        {
            if (telnet.Busy)
            {
                text[at] = telnet.Take(text[at]) == TelnetOutcome.Literal ? text[at] : (byte)' ';
            }
            else if (text[at] == Telnet.Iac)
            {
                telnet.Begin();
                text[at] = (byte)' ';
            }
        }

        return text;
    }
}
