using System.Buffers.Binary;
using System.Globalization;

namespace WebChatBridge.Web.State;

/// <summary>What selected bytes are as numbers, both ways round.</summary>
public static class ByteFacts
{
    /// <summary>Names and values, the narrow ones first: a number needs all of its bytes to be selected, and starts at the first.</summary>
    public static IReadOnlyList<(string Name, string Value)> Of(ReadOnlySpan<byte> bytes)
    {
        List<(string, string)> facts = [];
        if (bytes.Length >= 1)
        {
            facts.Add(("u8", Say(bytes[0])));
        }

        if (bytes.Length >= 2)
        {
            facts.Add(("u16 LE", Say(BinaryPrimitives.ReadUInt16LittleEndian(bytes))));
            facts.Add(("u16 BE", Say(BinaryPrimitives.ReadUInt16BigEndian(bytes))));
        }

        if (bytes.Length >= 4)
        {
            facts.Add(("u32 LE", Say(BinaryPrimitives.ReadUInt32LittleEndian(bytes))));
            facts.Add(("u32 BE", Say(BinaryPrimitives.ReadUInt32BigEndian(bytes))));
        }

        if (bytes.Length >= 8)
        {
            facts.Add(("u64 LE", Say(BinaryPrimitives.ReadUInt64LittleEndian(bytes))));
            facts.Add(("u64 BE", Say(BinaryPrimitives.ReadUInt64BigEndian(bytes))));
        }

        return facts;
    }

    private static string Say(ulong value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
