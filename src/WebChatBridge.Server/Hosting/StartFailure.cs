using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>Why there was no start, for the person at the terminal and for the script.</summary>
internal sealed record StartFailure(int ExitCode, string Words)
{
    public static StartFailure Explain(Exception error, Settings? settings)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case RefusedToStartException refusal:
                    return Refused(string.Join('\n', refusal.Problems));
                case LogUnavailableException or CertificateException:
                    return Refused(cause.Message);
                case AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } when settings is not null:
                    return new StartFailure(Server.ExitCode.Failed, $"Not started. {TakenPort.Words(settings, cause.Message)}");
                case SocketException { SocketErrorCode: SocketError.AddressNotAvailable }:
                    return Refused($"{error.Message} This machine does not have that address: look at Urls and at Relay:Endpoints:N:Listen.");
                case SocketException { SocketErrorCode: SocketError.AccessDenied }:
                    return Refused($"{error.Message} Ports below 1024 need rights that this account does not have: choose greater ones in Urls and Relay:Endpoints:N:Listen.");
            }
        }

        return new StartFailure(Server.ExitCode.Failed, $"The server failed. {error}");
    }

    private static StartFailure Refused(string words) => new(Server.ExitCode.Refused, $"Refused to start.\n{words}");
}
