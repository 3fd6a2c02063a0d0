using System.Net;
using System.Net.Sockets;

namespace WebChatBridge.Relay;

/// <summary>A listening socket of the runtime.</summary>
/// <param name="socket">It listens already.</param>
/// <param name="bufferBytes">What the kernel keeps for each connection, each way.</param>
internal sealed class SocketListening(Socket socket, int bufferBytes) : IListening
{
    public IPEndPoint Address { get; } = (IPEndPoint)socket.LocalEndPoint!;

    public async ValueTask<IWire?> AcceptAsync()
    {
        while (true)
        {
            try
            {
                var accepted = await socket.AcceptAsync().ConfigureAwait(false);
                if (!OperatingSystem.IsLinux())
                {
                    TuneAccepted(accepted);
                }

                return new SocketWire(accepted);
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionReset)
            {
                // It was gone before its turn: the next one.
            }
            catch (Exception error) when (error is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return null;
            }
        }
    }

    public void Dispose() => socket.Dispose();

    // On Linux an accepted socket has what its listener has: eight calls fewer for each newcomer.
    private void TuneAccepted(Socket accepted)
    {
        try
        {
            Ports.Tune(accepted, bufferBytes);
        }
        catch (SocketException)
        {
            // It was reset before it was accepted; the read loop finds that out.
        }
    }
}
