using System.Net;
using System.Net.Sockets;
using WebChatBridge.Fuzz.Tests;

namespace WebChatBridge.Promises.Tests;

/// <summary>A client that means no good: it sends what the fuzzer makes, in pieces, and leaves in one of the ways there are.</summary>
internal static class BadClient
{
    private const int MostPieces = 4;

    // How long one waits for an answer that may not come.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    /// <summary>Comes, misbehaves, goes. Answers the socket when it stays, without ever reading.</summary>
    public static async Task<Socket?> VisitAsync(IPEndPoint door, byte[] input, Chance chance)
    {
        var socket = new Socket(door.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(door).WaitAsync(Deadline);
            for (var at = 0; at < input.Length;)
            {
                var piece = Math.Min(input.Length - at, 1 + chance.Below((input.Length / MostPieces) + 1));
                await socket.SendAsync(input.AsMemory(at, piece)).AsTask().WaitAsync(Deadline);
                at += piece;
            }

            if (chance.OneIn(40))
            {
                return socket;
            }

            await LeaveAsync(socket, chance.Below(4));
        }
        catch (Exception error) when (error is SocketException or TimeoutException or OperationCanceledException)
        {
            // It was thrown out while it talked.
        }

        socket.Dispose();
        return null;
    }

    private static TimeSpan Deadline => Server.Tests.Soon.Deadline;

    private static async Task LeaveAsync(Socket socket, int how)
    {
        switch (how)
        {
            case 0: // RST
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
                break;
            case 1: // FIN, and what comes is read
                socket.Shutdown(SocketShutdown.Send);
                using (var late = new CancellationTokenSource(Patience))
                {
                    var buffer = new byte[4_096];
                    while (await socket.ReceiveAsync(buffer, late.Token) > 0)
                    {
                        // Whatever it is.
                    }
                }

                break;
            case 2: // FIN, and at once gone
                socket.Shutdown(SocketShutdown.Send);
                break;
            default: // gone, perhaps with unread bytes, which makes it a RST
                break;
        }
    }
}
