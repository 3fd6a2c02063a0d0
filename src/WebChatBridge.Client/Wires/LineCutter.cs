namespace WebChatBridge.Client;

/// <summary>Cuts a stream into lines at LF. Holds only bytes that came.</summary>
internal sealed class LineCutter(int maxLineBytes)
{
    private readonly List<byte> pending = [];

    public delegate void LineAction(ReadOnlySpan<byte> line);

    public int PendingBytes => pending.Count;

    public void Take(ReadOnlySpan<byte> input, LineAction onLine)
    {
        while (input.IndexOf((byte)'\n') is >= 0 and var end)
        {
            if (pending.Count == 0)
            {
                onLine(input[..end]);
            }
            else
            {
                pending.AddRange(input[..end]);
                Flush(onLine);
            }

            input = input[(end + 1)..];
        }

        if (pending.Count + input.Length > maxLineBytes)
        {
            throw new FormatException($"The relay sent a line of more than {maxLineBytes} bytes.");
        }

        pending.AddRange(input);
    }

    /// <summary>Gives away what has no LF yet.</summary>
    public void Flush(LineAction onLine)
    {
        var line = pending.ToArray();
        pending.Clear();
        onLine(line);
    }
}
