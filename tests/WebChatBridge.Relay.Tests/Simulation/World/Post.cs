namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>One thing a client wants said. Its number is in its text, so that it is known wherever it turns up.</summary>
internal sealed class Post(int token, string by, string? id, byte[] text)
{
    public int Token => token;

    /// <summary>Who says it: <c>json 3</c>.</summary>
    public string By => by;

    /// <summary>What makes a repeat known; null where the dialect has no such thing.</summary>
    public string? Id => id;

    public byte[] Text => text;

    /// <summary>The place its sender was told.</summary>
    public (string Room, long Seq)? Acked { get; set; }

    /// <summary>Its sender was told that it is not stored, and has not sent it since.</summary>
    public bool Refused { get; set; }

    /// <summary>The number of the post in a text that somebody got; null when it is no post.</summary>
    public static int? TokenIn(ReadOnlySpan<byte> text)
    {
        var from = text.IndexOf((byte)'~');
        var length = from < 0 ? -1 : text[(from + 1)..].IndexOf((byte)'~');
        return length > 0 && int.TryParse(text.Slice(from + 1, length), out var token) ? token : null;
    }
}
