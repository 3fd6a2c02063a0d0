using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace WebChatBridge.Relay;

/// <summary>
/// An accepted socket after its TLS handshake. What is received and written here is what was, and will be, encrypted; a recv
/// brings one TLS record at the most.
/// </summary>
internal sealed class TlsWire(SocketWire wire, SslStream stream) : IWire
{
    private Task finishing = Task.CompletedTask;

    public string? Remote => wire.Remote;

    public IPAddress? Address => wire.Address;

    public string Secured { get; } = Describe(stream);

    public Stream Output => stream;

    // Into no room at all it waits for a whole record, and keeps no buffer meanwhile.
    public ValueTask<int> ReceiveAsync(Memory<byte> into, CancellationToken cancellationToken) => stream.ReadAsync(into, cancellationToken);

    // A program that speaks TLS takes a bare FIN for an attack: the close is said in TLS first.
    public void FinishWriting() => finishing = FinishAsync();

    public void Abort() => wire.Abort();

    public async ValueTask DisposeAsync()
    {
        await wire.DisposeAsync().ConfigureAwait(false);
        await finishing.ConfigureAwait(false);
        await stream.DisposeAsync().ConfigureAwait(false);
    }

    private async Task FinishAsync()
    {
        try
        {
            await stream.ShutdownAsync().ConfigureAwait(false);
            wire.FinishWriting();
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It is gone meanwhile.
        }
    }

    private static string Describe(SslStream stream)
    {
        var version = stream.SslProtocol switch
        {
            System.Security.Authentication.SslProtocols.Tls13 => "TLS 1.3",
            System.Security.Authentication.SslProtocols.Tls12 => "TLS 1.2",
            var other => other.ToString(),
        };
        return stream.RemoteCertificate is { } certificate ? $"{version}, certificate {certificate.Subject}" : version;
    }
}
