using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>
/// Spells a segment as an IPv4 (RFC 791) or IPv6 (RFC 8200) packet with a TCP header (RFC 9293) and the checksums of both.
/// Wire: [IP header: 20 or 40 bytes][TCP header: 20, with SYN 28 bytes][payload].
/// </summary>
internal static class IpPacket
{
    private const int Ip4Header = 20;
    private const int Ip6Header = 40;
    private const int TcpHeader = 20;
    private const byte Tcp = 6;
    private const byte Hops = 64;

    /// <summary>Of a SYN: segments of up to 65,495 bytes, a window in units of 128 bytes, one byte of nothing.</summary>
    private static ReadOnlySpan<byte> SynOptions => [2, 4, 0xFF, 0xD7, 3, 3, 7, 1];

    public static byte[] Spell(TcpSegment segment, TcpAddresses addresses)
    {
        var (from, to) = segment.Direction == Direction.In ? (addresses.Client, addresses.Relay) : (addresses.Relay, addresses.Client);
        var options = segment.Flags.HasFlag(TcpFlags.Syn) ? SynOptions : [];
        var isIp4 = from.AddressFamily == AddressFamily.InterNetwork;
        var ip = isIp4 ? Ip4Header : Ip6Header;
        var packet = new byte[ip + TcpHeader + options.Length + segment.Payload.Length];
        var tcp = packet.AsSpan(ip);
        options.CopyTo(tcp[TcpHeader..]);
        segment.Payload.Span.CopyTo(tcp[(TcpHeader + options.Length)..]);
        WriteTcp(tcp, segment, from.Port, to.Port, TcpHeader + options.Length);

        // The addresses stand at the end of both IP headers; the pseudo header is they, the length and the protocol.
        var ends = packet.AsSpan(isIp4 ? 12 : 8, isIp4 ? 8 : 32);
        Write(from.Address, ends[..(ends.Length / 2)]);
        Write(to.Address, ends[(ends.Length / 2)..]);
        Put16(tcp, 16, Fold(Sum(ends) + Sum(tcp) + (uint)tcp.Length + Tcp));
        WriteIp(packet, isIp4, tcp.Length);
        return packet;
    }

    private static void WriteTcp(Span<byte> tcp, TcpSegment segment, int from, int to, int header)
    {
        Put16(tcp, 0, from);
        Put16(tcp, 2, to);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], segment.Sequence);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[8..], segment.Acknowledged);
        tcp[12] = (byte)(header / 4 << 4);
        tcp[13] = (byte)segment.Flags;
        Put16(tcp, 14, 0xFFFF); // the window: always open
    }

    private static void WriteIp(Span<byte> packet, bool isIp4, int tcpLength)
    {
        if (!isIp4)
        {
            packet[0] = 0x60;
            Put16(packet, 4, tcpLength);
            packet[6] = Tcp;
            packet[7] = Hops;
            return;
        }

        packet[0] = 0x45; // version 4, header of five words
        Put16(packet, 2, packet.Length);
        Put16(packet, 6, 0x4000); // do not fragment
        packet[8] = Hops;
        packet[9] = Tcp;
        Put16(packet, 10, Fold(Sum(packet[..Ip4Header])));
    }

    // RFC 1071: the complement of the sum of all 16-bit words; an odd last byte counts as the high half of a word.
    private static ulong Sum(ReadOnlySpan<byte> bytes)
    {
        ulong sum = 0;
        for (; bytes.Length >= 2; bytes = bytes[2..])
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(bytes);
        }

        return bytes.IsEmpty ? sum : sum + ((ulong)bytes[0] << 8);
    }

    private static int Fold(ulong sum)
    {
        while (sum > 0xFFFF)
        {
            sum = (sum & 0xFFFF) + (sum >> 16);
        }

        return (int)(~sum & 0xFFFF);
    }

    private static void Write(IPAddress address, Span<byte> place) => address.TryWriteBytes(place, out _);

    private static void Put16(Span<byte> bytes, int at, int value) => BinaryPrimitives.WriteUInt16BigEndian(bytes[at..], (ushort)value);
}
