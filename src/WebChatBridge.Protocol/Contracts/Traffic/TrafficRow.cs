using System.Text;

namespace WebChatBridge.Protocol;

/// <summary>One row of traffic: a frame, a chunk or an event.</summary>
public sealed record TrafficRow : IFilterable
{
    /// <summary>The largest piece of content a row carries, in bytes.</summary>
    public const int ContentBytes = 256;

    /// <summary>Its number: the chunk's, or the chunk's in which the frame ended; one count over everything.</summary>
    public required long Seq { get; init; }

    /// <summary>Which of several rows with this number, from 0; rows are ordered by both.</summary>
    public int Part { get; init; }

    /// <summary>When, in microseconds since 1970-01-01 UTC.</summary>
    public required long At { get; init; }

    /// <summary>Whose.</summary>
    public required long Session { get; init; }

    /// <summary>Its name then.</summary>
    public required string Name { get; init; }

    /// <summary>Which way; null for an event.</summary>
    public Direction? Direction { get; init; }

    /// <summary>Place of its first byte in the session's stream of this direction; null for an event.</summary>
    public long? Offset { get; init; }

    /// <summary>Bytes of it, framing included; 0 for an event.</summary>
    public int Length { get; init; }

    /// <summary>A chunk's bytes, a frame's body and terminator, a closed session's evidence; the first <see cref="ContentBytes"/> of them.</summary>
    public byte[] Content { get; init; } = [];

    /// <summary>What the frame is; null for a chunk or an event.</summary>
    public FrameKind? Kind { get; init; }

    /// <summary>The room the session sat in, or the message went to; null for none.</summary>
    public string? Room { get; init; }

    /// <summary>The message's sequence number in its room; null for what is no message.</summary>
    public long? MessageSeq { get; init; }

    /// <summary>What happened (<c>opened</c>, <c>closed</c>, <c>renamed</c>, <c>refused</c>, <c>misbehaves</c>, …); null for bytes.</summary>
    public string? Event { get; init; }

    /// <summary>The event as a sentence; null for bytes.</summary>
    public string? Sentence { get; init; }

    /// <summary>Codes of the hints on these bytes.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];

    /// <summary>What was done to it on purpose; null for nothing.</summary>
    public string? Note { get; init; }

    ReadOnlyMemory<byte> IFilterable.Bytes => Content;

    bool IFilterable.Cut => Kind is null || Content.Length >= ContentBytes;

    string IFilterable.Text => Content.Length == 0 ? "" : Encoding.UTF8.GetString(Content);
}
