using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>What a session's read loop knows of its input. Written by the read loop, read by anybody.</summary>
internal sealed class InputState(IDialect? dialect, bool hidden)
{
    private const int TailBytes = 64;

    private volatile bool hidden = hidden;
    private string? toldBy;
    private byte[] tail = [];
    private int tailLength;
    private long bytes;
    private long lastTicks;

    /// <summary>The dialect to answer in; changes when the input shows CRLF.</summary>
    public IDialect? Dialect { get; private set; } = dialect;

    /// <summary>When it changed last; null where it is the one that was configured.</summary>
    public DateTimeOffset? DialectAt { get; private set; }

    /// <summary>What in the input told its dialect, or who; null where that was configured.</summary>
    public string? DialectBecause { get; private set; }

    /// <summary>What comes may be a secret: none of it is shown as it is.</summary>
    public bool Hidden => hidden;

    /// <summary>Bytes that came.</summary>
    public long Bytes => Volatile.Read(ref bytes);

    /// <summary>When the last of them came.</summary>
    public DateTimeOffset? LastAt => Volatile.Read(ref lastTicks) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>What came but is not a frame yet: another object whenever it is something else.</summary>
    public PendingInput? Pending { get; set; }

    /// <summary>The line ending seen last.</summary>
    public string? LineEnding { get; private set; }

    /// <summary>The last bytes that came, at most 64: evidence for a close.</summary>
    public byte[] Tail => tail.AsSpan(0, tailLength).ToArray();

    public void Came(ReadOnlySpan<byte> came, DateTimeOffset at)
    {
        Volatile.Write(ref bytes, bytes + came.Length);
        Volatile.Write(ref lastTicks, at.UtcTicks);
        if (tail.Length == 0)
        {
            tail = new byte[TailBytes];
        }

        var fresh = came.Length > TailBytes ? came[^TailBytes..] : came;
        var kept = Math.Min(tailLength, TailBytes - fresh.Length);
        tail.AsSpan(tailLength - kept, kept).CopyTo(tail);
        fresh.CopyTo(tail.AsSpan(kept));
        tailLength = kept + fresh.Length;
    }

    /// <summary>The secret was told; what comes now may be seen.</summary>
    public void Show() => hidden = false;

    /// <summary>From here on it speaks another dialect, because somebody said so.</summary>
    public void Speaks(string because) => toldBy = because;

    /// <summary>What the reader knows now, after it has read.</summary>
    /// <param name="reader">The session's reader.</param>
    /// <param name="at">The time.</param>
    /// <param name="fresh">Whether a frame was completed meanwhile, so that what is pending belongs to another one.</param>
    public void Note(IFrameReader reader, DateTimeOffset at, bool fresh)
    {
        DialectAt = Dialect == reader.Dialect ? DialectAt : at;
        Dialect = reader.Dialect;
        DialectBecause = reader.Because ?? toldBy;
        LineEnding = reader.LineEnding;
        var pending = reader.Pending;
        if (pending.IsEmpty && Pending is null)
        {
            return;
        }

        Pending = pending.IsEmpty
            ? null
            : new PendingInput(pending.Length, Preview(pending), fresh ? at : Pending?.Since ?? at, reader.Missing);
    }

    private byte[] Preview(ReadOnlySpan<byte> pending)
    {
        var preview = pending[..Math.Min(64, pending.Length)];
        return hidden ? Secret.Hide(Dialect, preview, bytes - pending.Length, long.MaxValue) : preview.ToArray();
    }
}
