using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace WebChatBridge.Relay;

/// <summary>Reads the address of the other end from the bytes that Linux writes: sockaddr_in(3), sockaddr_in6(3).</summary>
internal static class PeerAddress
{
    /// <summary>Room for either.</summary>
    public const int Bytes = 28;

    /// <summary>Null where it is neither.</summary>
    public static IPEndPoint? Read(ReadOnlySpan<byte> written) => MemoryMarshal.Read<ushort>(written) switch
    {
        2 => new IPEndPoint(new IPAddress(written.Slice(4, 4)), PortOf(written)),
        10 => new IPEndPoint(new IPAddress(written.Slice(8, 16), MemoryMarshal.Read<uint>(written[24..])), PortOf(written)),
        _ => null,
    };

    private static int PortOf(ReadOnlySpan<byte> written) => BinaryPrimitives.ReadUInt16BigEndian(written[2..]);
}
