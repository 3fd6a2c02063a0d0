using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WebChatBridge.Client;

/// <summary>The client's side of TLS.</summary>
internal static class TlsHandshake
{
    /// <summary>Throws <see cref="AuthenticationException"/> and <see cref="IOException"/>.</summary>
    public static async Task<Stream> MakeAsync(Stream plain, RelayClientOptions options, CancellationToken cancellationToken)
    {
        var policy = options.TrustedFile is { } file ? Trusting(file) : null;
        var stream = new SslStream(plain);
        try
        {
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = options.Address.Host, CertificateChainPolicy = policy }, cancellationToken);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private static X509ChainPolicy Trusting(string file)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(file);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RelayUnreachableException($"there is no such file of certificates: {file}", error);
        }
        catch (Exception error) when (error is CryptographicException or UnauthorizedAccessException)
        {
            throw new RelayUnreachableException($"{file} cannot be read as PEM certificates: {error.Message}", error);
        }

        return policy;
    }
}
