using System.Runtime.InteropServices;

namespace WebChatBridge.Relay;

/// <summary>What each record of a ring begins with; then come <see cref="Count"/> frames and <see cref="Length"/> bytes, where it has any.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct RecordHead
{
    public const int Size = 28;

    public RecordTag Tag { get; init; }

    /// <summary>The kind of frame it is.</summary>
    public byte Kind { get; init; }

    /// <summary>Whose words, in the page's list of things referred to.</summary>
    public byte Dialect { get; init; }

    /// <summary>Another thing of that list: the room, the shared array or the note.</summary>
    public byte Thing { get; init; }

    public int Length { get; init; }

    public int Count { get; init; }

    public long Seq { get; init; }

    public long At { get; init; }
}
