using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace WebChatBridge.Relay;

/// <summary>What a server shows its clients, and whom it asks for the same; made once from files.</summary>
/// <param name="Context">The certificate with its key and what it was issued by.</param>
/// <param name="ClientAuthorities">Who issues clients' certificates; null where clients need none.</param>
public sealed record Certificate(SslStreamCertificateContext Context, X509Certificate2Collection? ClientAuthorities)
{
    /// <summary>Reads the files. Throws <see cref="CertificateException"/>.</summary>
    /// <param name="options">Which files.</param>
    /// <param name="section">Where they are configured, for the message: <c>Relay:Endpoints:0:Tls</c>.</param>
    public static Certificate Load(TlsOptions options, string section)
    {
        var (leaf, issuers) = CertificateFiles.Read(options, section);
        var authorities = options.AsksClients ? CertificateFiles.ReadAuthorities(options.ClientAuthority, $"{section}:{nameof(options.ClientAuthority)}") : null;
        return new Certificate(SslStreamCertificateContext.Create(leaf, issuers, offline: true), authorities);
    }

    /// <summary>What is odd about it although it works; one sentence each, for people.</summary>
    public IEnumerable<string> Warnings(DateTimeOffset now)
    {
        var leaf = Context.TargetCertificate;
        if (leaf.NotAfter.ToUniversalTime() < now.UtcDateTime)
        {
            yield return $"the certificate {leaf.Subject} expired on {leaf.NotAfter.ToUniversalTime():u}: clients that check it will refuse to connect. Put a new one in its place; it is read without a restart.";
        }
        else if (leaf.NotBefore.ToUniversalTime() > now.UtcDateTime)
        {
            yield return $"the certificate {leaf.Subject} is not valid before {leaf.NotBefore.ToUniversalTime():u}: until then clients that check it will refuse to connect.";
        }
    }
}
