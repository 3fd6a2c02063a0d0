using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace WebChatBridge.Protocol;

/// <summary>A length sent as a binary number, as in <c>struct.pack("!I", len(body))</c>.</summary>
/// <param name="Width">2, 4 or 8 bytes.</param>
/// <param name="BigEndian">Which way.</param>
/// <param name="Value">The length.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BinaryLength(int Width, bool BigEndian, ulong Value)
{
    private const ulong Plausible = 1 << 24;

    /// <summary>The binary length a read begins with; null when it begins with something else.</summary>
    public static BinaryLength? In(ReadOnlySpan<byte> read)
    {
        // Exactly what follows: then there is no doubt. Else a number that is small for its width, so that its high bytes are 0.
        foreach (var width in (ReadOnlySpan<int>)[4, 2, 8])
        {
            if (read.Length > width)
            {
                var (big, little) = Values(read[..width]);
                var rest = (ulong)(read.Length - width);
                if (big == rest || little == rest)
                {
                    return new BinaryLength(width, big == rest, rest);
                }
            }
        }

        if (read.Length < 4 || read[..4].IndexOf((byte)0) < 0)
        {
            return null;
        }

        var (large, small) = Values(read[..4]);
        return large is > 0 and < Plausible ? new BinaryLength(4, true, large)
            : small is > 0 and < Plausible && read[2] == 0 ? new BinaryLength(4, false, small)
            : null;
    }

    private static (ulong Big, ulong Little) Values(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        2 => (BinaryPrimitives.ReadUInt16BigEndian(bytes), BinaryPrimitives.ReadUInt16LittleEndian(bytes)),
        4 => (BinaryPrimitives.ReadUInt32BigEndian(bytes), BinaryPrimitives.ReadUInt32LittleEndian(bytes)),
        _ => (BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes)),
    };
}
