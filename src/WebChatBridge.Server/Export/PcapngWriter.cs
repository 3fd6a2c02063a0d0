using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>
/// Writes pcapng (draft-ietf-opsawg-pcapng), little-endian: one section, one interface without a link layer, times in microseconds.
/// Wire: [type: 4][length: 4][body, padded to 4][length: 4], length counting all of it.
/// </summary>
internal sealed class PcapngWriter(IBufferWriter<byte> output)
{
    private const uint SectionHeader = 0x0A0D_0D0A;
    private const uint InterfaceDescription = 1;
    private const uint EnhancedPacket = 6;
    private const ushort LinkTypeRaw = 101; // the first half byte says which IP it is
    private const int LongestOption = 65_532;

    private readonly ArrayBufferWriter<byte> body = new();

    /// <summary>Writes what stands in front of the packets.</summary>
    /// <param name="application">Program and version that wrote it.</param>
    public void WriteStart(string application)
    {
        Put32(0x1A2B_3C4D); // byte order
        Put16(1);
        Put16(0);
        Put64(ulong.MaxValue); // length of the section: not known
        PutOption(4, Encoding.UTF8.GetBytes(application));
        PutEndOfOptions();
        Flush(SectionHeader);

        Put16(LinkTypeRaw);
        Put16(0);
        Put32(0); // packets are never cut
        PutOption(2, "webchatbridge"u8);
        PutOption(9, [6]); // if_tsresol: microseconds
        PutEndOfOptions();
        Flush(InterfaceDescription);
    }

    /// <summary>Writes a packet.</summary>
    /// <param name="at">When, in microseconds since 1970-01-01 UTC.</param>
    /// <param name="direction">Which way it went, seen from the relay.</param>
    /// <param name="packet">From the IP header on.</param>
    /// <param name="comment">What a reader is told about it; null for nothing.</param>
    public void WritePacket(long at, Direction direction, ReadOnlySpan<byte> packet, string? comment)
    {
        Put32(0);
        Put32((uint)(at >> 32));
        Put32((uint)at);
        Put32((uint)packet.Length);
        Put32((uint)packet.Length);
        PutPadded(packet);
        if (comment is not null)
        {
            var text = Encoding.UTF8.GetBytes(comment);
            PutOption(1, text.AsSpan(0, Math.Min(text.Length, LongestOption)));
        }

        PutOption(2, [(byte)(direction == Direction.In ? 1 : 2), 0, 0, 0]); // epb_flags: inbound, outbound
        PutEndOfOptions();
        Flush(EnhancedPacket);
    }

    private void Flush(uint type)
    {
        var length = body.WrittenCount + 12;
        var block = output.GetSpan(length);
        BinaryPrimitives.WriteUInt32LittleEndian(block, type);
        BinaryPrimitives.WriteInt32LittleEndian(block[4..], length);
        body.WrittenSpan.CopyTo(block[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(block[(length - 4)..], length);
        output.Advance(length);
        body.ResetWrittenCount();
    }

    private void PutOption(ushort code, ReadOnlySpan<byte> value)
    {
        Put16(code);
        Put16((ushort)value.Length);
        PutPadded(value);
    }

    private void PutEndOfOptions() => Put32(0);

    private void PutPadded(ReadOnlySpan<byte> bytes)
    {
        body.Write(bytes);
        body.Write("\0\0\0"u8[..(-bytes.Length & 3)]);
    }

    private void Put16(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(body.GetSpan(2), value);
        body.Advance(2);
    }

    private void Put32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(body.GetSpan(4), value);
        body.Advance(4);
    }

    private void Put64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(body.GetSpan(8), value);
        body.Advance(8);
    }
}
