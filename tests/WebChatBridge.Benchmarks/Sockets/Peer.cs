using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace WebChatBridge.Benchmarks;

/// <summary>One connection that never blocks. It keeps what could not be sent yet, and the beginning of a frame that is not whole.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Socket socket;
    private byte[] unsent = [];
    private int unsentBytes;
    private byte[] carry = [];
    private int carried;

    public Peer(IPEndPoint server, int receiveBufferBytes = 0)
    {
        socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBufferBytes > 0)
        {
            socket.ReceiveBufferSize = receiveBufferBytes;
        }

        socket.Blocking = false;
        Descriptor = (int)socket.SafeHandle.DangerousGetHandle();
        var address = server.Serialize();
        if (Libc.Connect(Descriptor, address.Buffer.Span[..address.Size], address.Size) < 0
            && Marshal.GetLastPInvokeError() is var error and not Libc.InProgress)
        {
            socket.Dispose();
            throw new IOException($"Connecting to {server} failed: errno {error}.");
        }
    }

    /// <summary>One that connected to us.</summary>
    public Peer(Socket accepted)
    {
        socket = accepted;
        socket.NoDelay = true;
        socket.Blocking = false;
        Descriptor = (int)socket.SafeHandle.DangerousGetHandle();
    }

    public int Descriptor { get; }

    /// <summary>Whether something waits until the socket takes more.</summary>
    public bool HasUnsent => unsentBytes > 0;

    /// <summary>Sends what the socket takes now and keeps the rest for <see cref="SendRest"/>. False when the connection is broken.</summary>
    public bool Send(ReadOnlySpan<byte> bytes)
    {
        if (unsentBytes == 0)
        {
            var sent = Libc.Send(Descriptor, bytes, bytes.Length, Libc.NoSignal);
            if (sent < 0 && !IsTemporary())
            {
                return false;
            }

            bytes = bytes[(int)Math.Max(sent, 0)..];
        }

        if (!bytes.IsEmpty)
        {
            if (unsent.Length - unsentBytes < bytes.Length)
            {
                Array.Resize(ref unsent, Math.Max(unsent.Length * 2, unsentBytes + bytes.Length));
            }

            bytes.CopyTo(unsent.AsSpan(unsentBytes));
            unsentBytes += bytes.Length;
        }

        return true;
    }

    /// <summary>The socket takes more: sends what waited. False when the connection is broken.</summary>
    public bool SendRest()
    {
        if (unsentBytes == 0)
        {
            return true;
        }

        var sent = (int)Libc.Send(Descriptor, unsent.AsSpan(0, unsentBytes), unsentBytes, Libc.NoSignal);
        if (sent > 0)
        {
            unsentBytes -= sent;
            unsent.AsSpan(sent, unsentBytes).CopyTo(unsent);
        }

        return sent >= 0 || IsTemporary();
    }

    /// <summary>
    /// What came, behind the beginning of a frame that was left over, all at the front of <paramref name="buffer"/>. Null when the
    /// peer has finished or the connection is broken.
    /// </summary>
    public int? Receive(Span<byte> buffer)
    {
        carry.AsSpan(0, carried).CopyTo(buffer);
        var room = buffer[carried..];
        var came = Libc.Receive(Descriptor, room, room.Length, 0);
        if (came == 0 || (came < 0 && !IsTemporary()))
        {
            return null;
        }

        var all = carried + (int)Math.Max(came, 0);
        carried = 0;
        return all;
    }

    /// <summary>Keeps the beginning of a frame for the next <see cref="Receive"/>.</summary>
    public void Carry(ReadOnlySpan<byte> rest)
    {
        if (carry.Length < rest.Length)
        {
            carry = new byte[Math.Max(256, rest.Length * 2)];
        }

        rest.CopyTo(carry);
        carried = rest.Length;
    }

    /// <summary>FIN: says that nothing more comes from here.</summary>
    public void Finish()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The other side was quicker.
        }
    }

    /// <summary>Leaves by RST.</summary>
    public void Reset()
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (SocketException)
        {
            // The other side was quicker.
        }

        socket.Dispose();
    }

    public void Dispose() => socket.Dispose();

    private static bool IsTemporary() => Marshal.GetLastPInvokeError() is Libc.TryAgain or Libc.Interrupted or Libc.InProgress;
}
