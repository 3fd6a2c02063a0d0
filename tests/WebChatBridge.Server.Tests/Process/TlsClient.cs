using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace WebChatBridge.Server.Tests;

/// <summary>Lines of text over TLS, with the server's certificate checked.</summary>
internal sealed class TlsClient : IAsyncDisposable
{
    private readonly Socket socket;
    private readonly SslStream stream;
    private readonly StreamReader reader;

    private TlsClient(Socket socket, SslStream stream)
    {
        (this.socket, this.stream) = (socket, stream);
        reader = new StreamReader(stream, Encoding.UTF8);
        Local = socket.LocalEndPoint!.ToString()!;
    }

    public string Local { get; }

    /// <summary>Serial number of the certificate that the server showed.</summary>
    public string Shown => stream.RemoteCertificate!.GetSerialNumberString();

    public static async Task<TlsClient> ConnectAsync(IPEndPoint address, string authority, X509Certificate2? certificate = null)
    {
        var dialling = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await dialling.ConnectAsync(address).WaitAsync(Soon.Deadline);
        var secured = new SslStream(new NetworkStream(dialling));
        var trusted = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trusted.CustomTrustStore.ImportFromPemFile(authority);
        await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            CertificateChainPolicy = trusted,
            ClientCertificates = certificate is null ? null : [certificate],
        }).WaitAsync(Soon.Deadline);
        return new TlsClient(dialling, secured);
    }

    /// <summary>Connects, is refused in the handshake or right after it, and answers from where it came.</summary>
    public static async Task<string> RefusedAsync(IPEndPoint address, string authority, X509Certificate2? certificate)
    {
        // In TLS 1.3 the client is done before the server has judged its certificate: the end comes with the first read.
        try
        {
            var client = await ConnectAsync(address, authority, certificate);
            await using (client)
            {
                var end = await Record.ExceptionAsync(async () => Assert.Equal(0, await client.stream.ReadAsync(new byte[1]).AsTask().WaitAsync(Soon.Deadline)));
                Assert.True(end is null or IOException, $"{end}");
                return client.Local;
            }
        }
        catch (AuthenticationException error)
        {
            throw new InvalidOperationException("The server's own certificate was not accepted.", error);
        }
    }

    public async Task SendAsync(string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask().WaitAsync(Soon.Deadline);

    public async Task<string> ReadLineAsync() => await reader.ReadLineAsync().WaitAsync(Soon.Deadline) ?? throw new EndOfStreamException("The other side closed.");

    public Task<string> ReadToEndAsync() => reader.ReadToEndAsync().WaitAsync(Soon.Deadline);

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        socket.Dispose();
    }
}
