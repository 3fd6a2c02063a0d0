using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Makes a TLS connection of an accepted socket, or says why there is none.</summary>
internal sealed class Handshakes(ServerTls tls, TimeSpan patience, TimeProvider time)
{
    private const byte HandshakeRecord = 0x16;
    private const int EvidenceBytes = 64;

    /// <summary>
    /// Who speaks plainly gets its answer plainly, on the same socket: nothing of it was taken. After a handshake that failed
    /// nothing more can be said.
    /// </summary>
    public async Task<Handshake> MakeAsync(SocketWire wire)
    {
        using var late = new CancellationTokenSource(patience, time);
        try
        {
            if (await PeekAsync(wire, late.Token).ConfigureAwait(false) is not { Length: > 0 } first)
            {
                return new Handshake(wire, Failed("closed before its TLS handshake"), Mute: true);
            }

            return first[0] == HandshakeRecord
                ? await SecureAsync(wire, late.Token).ConfigureAwait(false)
                : new Handshake(wire, new CloseReason(CloseCode.TlsFailed, "spoke without TLS; this port speaks TLS only", 0, first), Mute: false);
        }
        catch (OperationCanceledException)
        {
            return new Handshake(
                wire, new CloseReason(CloseCode.HandshakeTimeout, $"no TLS handshake within {patience.TotalSeconds:0.#} s (Relay:Limits:Handshake); this port speaks TLS only"), Mute: false);
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
        {
            return new Handshake(wire, Failed("broke off before its TLS handshake"), Mute: true);
        }
    }

    private async Task<Handshake> SecureAsync(SocketWire wire, CancellationToken late)
    {
        var stream = new SslStream(wire.Output, leaveInnerStreamOpen: true);
        try
        {
            await stream.AuthenticateAsServerAsync(tls.Options, late).ConfigureAwait(false);
            return new Handshake(new TlsWire(wire, stream), Failure: null, Mute: false);
        }
        catch (Exception error)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            return error switch
            {
                OperationCanceledException => new Handshake(
                    wire, new CloseReason(CloseCode.HandshakeTimeout, $"did not end its TLS handshake within {patience.TotalSeconds:0.#} s (Relay:Limits:Handshake)"), Mute: true),
                AuthenticationException or IOException or SocketException or InvalidOperationException or NotSupportedException or System.ComponentModel.Win32Exception =>
                    new Handshake(wire, Failed($"failed in its TLS handshake: {Words(error)}"), Mute: true),
                _ => throw new InvalidOperationException("A TLS handshake failed in an unknown way.", error),
            };
        }
    }

    // The last of the causes says it; those before it say that something went wrong.
    private static string Words(Exception error)
    {
        while (error.InnerException is { } cause)
        {
            error = cause;
        }

        return error is SocketException or IOException ? "it broke off; does it trust our certificate?" : error.Message.ReplaceLineEndings(" ");
    }

    private static async Task<byte[]> PeekAsync(SocketWire wire, CancellationToken late)
    {
        await wire.ReceiveAsync(Memory<byte>.Empty, late).ConfigureAwait(false); // an idle connection holds no buffer
        var buffer = ArrayPool<byte>.Shared.Rent(EvidenceBytes);
        try
        {
            return buffer[..await wire.PeekAsync(buffer.AsMemory(0, EvidenceBytes), late).ConfigureAwait(false)];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static CloseReason Failed(string what) => new(CloseCode.TlsFailed, what);
}
