using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace WebChatBridge.Relay;

/// <summary>
/// The TLS of one place that is listened on. It reads its files again when they have changed; as long as they cannot be used
/// it goes on with what it had. Asked from any thread.
/// </summary>
public sealed class ServerTls
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly TlsOptions options;
    private readonly string section;
    private readonly TimeProvider time;
    private readonly Action<string> told;
    private readonly Lock gate = new();
    private volatile Certificate certificate;
    private volatile SslServerAuthenticationOptions handshake;
    private string read;
    private long lookedAt;

    /// <summary>Reads the files. Throws <see cref="CertificateException"/>.</summary>
    /// <param name="options">Which files.</param>
    /// <param name="section">Where they are configured, for what is told.</param>
    /// <param name="time">The clock.</param>
    /// <param name="told">Told, in a sentence, when the files have changed and whether they can be used.</param>
    public ServerTls(TlsOptions options, string section, TimeProvider time, Action<string> told)
    {
        (this.options, this.section, this.time, this.told) = (options, section, time, told);
        read = State();
        lookedAt = time.GetTimestamp();
        certificate = Certificate.Load(options, section);
        handshake = Handshake(certificate);
    }

    /// <summary>What is shown to clients now.</summary>
    public Certificate Certificate
    {
        get
        {
            Look();
            return certificate;
        }
    }

    /// <summary>How a handshake goes now.</summary>
    public SslServerAuthenticationOptions Options
    {
        get
        {
            Look();
            return handshake;
        }
    }

    // Asking the file system costs less than a handshake, and misses nothing that a watcher would see.
    private void Look()
    {
        lock (gate)
        {
            if (time.GetElapsedTime(lookedAt) < LookEvery)
            {
                return;
            }

            lookedAt = time.GetTimestamp();
            var state = State();
            if (state == read)
            {
                return;
            }

            read = state;
            Reload();
        }
    }

    private void Reload()
    {
        try
        {
            certificate = Certificate.Load(options, section);
            handshake = Handshake(certificate);
            told($"{section}: the certificate was read again, {certificate.Context.TargetCertificate.Subject}, valid until {certificate.Context.TargetCertificate.NotAfter.ToUniversalTime():u}.");
        }
        catch (CertificateException error)
        {
            told($"{section}: the new certificate is not used, the old one stays. {error.Message}");
        }
    }

    private string State() => string.Join('|', new[] { options.Certificate, options.Key, options.ClientAuthority }.Where(static path => path.Length > 0).Select(State));

    private static string State(string path)
    {
        try
        {
            // What a link points to may change while the link stays.
            var file = new FileInfo(path);
            var target = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            return $"{target.FullName}:{target.LastWriteTimeUtc.Ticks}:{target.Length}";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "none";
        }
    }

    private static SslServerAuthenticationOptions Handshake(Certificate certificate)
    {
        var made = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificate.Context,
            ClientCertificateRequired = certificate.ClientAuthorities is not null,
            AllowRenegotiation = false,
        };
        if (certificate.ClientAuthorities is { } authorities)
        {
            made.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck, // a private authority publishes no list; its certificates are short-lived or the authority is changed
            };
            made.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
            made.CertificateChainPolicy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid("1.3.6.1.5.5.7.3.2")); // clientAuth
        }

        return made;
    }
}
