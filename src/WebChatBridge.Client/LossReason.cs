using System.Net.Sockets;

namespace WebChatBridge.Client;

/// <summary>Why a connection was lost, in a sentence for people.</summary>
internal static class LossReason
{
    public static string Of(Exception error) => error switch
    {
        ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted } => "reconnecting",
        SocketException { SocketErrorCode: SocketError.ConnectionReset } => "the connection was reset",
        _ => error.Message,
    };
}
